using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebhookStudio.Data;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Finds where a stage sends. Read anew for each batch, so that a saved workflow counts from the next request on.</summary>
internal sealed class WebhookTargets(
    IDbContextFactory<StudioDbContext> contexts, ISecretProtector protector, IOptions<DeliveryOptions> options)
{
    /// <returns><see langword="null"/> if there is no such Webhook stage any more, or it is off.</returns>
    public async Task<WebhookTarget?> FindAsync(StageKey key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var live = await db.Projects.AsNoTracking().Where(project => project.Id == key.Project)
            .Select(project => new { project.Workflow, project.WorkflowVersion }).FirstOrDefaultAsync(cancellationToken);

        return live?.Workflow.Find(key.Stage) is { Settings: WebhookStageSettings { Enabled: true } settings } stage
            ? Open(key, stage.Name, settings) with { WorkflowVersion = live.WorkflowVersion }
            : null;
    }

    /// <summary>Opens the secrets of settings, saved or not.</summary>
    public WebhookTarget Open(StageKey key, string name, WebhookStageSettings settings)
    {
        var target = new WebhookTarget
        {
            Key = key,
            StageName = name,
            Url = settings.Url,
            SuccessCodes = settings.SuccessCodes,
            Retries = options.Value.RetriesOf(settings),
            Timeout = settings.Timeout,
            Concurrency = settings.Concurrency,
        };

        try
        {
            return target with
            {
                Secret = settings is { Auth: WebhookAuth.Secret, Secret: { } secret } ? protector.Open(secret) : null,
                Token = settings is { Auth: WebhookAuth.Bearer, Token: { } token } ? protector.Open(token) : null,
                Headers =
                [
                    .. settings.Headers.Select(header => KeyValuePair.Create(header.Name, protector.Open(header.Value))),
                ],
            };
        }
        catch (CryptographicException)
        {
            // The keys of the data folder are gone. Never send unsigned what should be signed: hold it, and say why.
            return target with { Problem = "the stored secret cannot be opened any more. Enter it again and save." };
        }
    }
}
