using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Finds where a stage sends. Secrets are opened once for each saved workflow.</summary>
internal sealed class WebhookTargets(ISecretProtector protector, IOptions<DeliveryOptions> options)
{
    // A project that has changed is another instance; what is kept for the old one goes with it.
    private readonly ConditionalWeakTable<Project, ConcurrentDictionary<StageId, WebhookTarget>> _opened = [];

    /// <returns><see langword="null"/> if there is no such Webhook stage any more, or it is off.</returns>
    public WebhookTarget? Of(Project project, StageId id)
    {
        var targets = _opened.GetOrCreateValue(project);

        if (targets.TryGetValue(id, out var known))
        {
            return known;
        }

        return project.Workflow.Find(id) is { Settings: WebhookStageSettings { Enabled: true } settings } stage
            ? targets.GetOrAdd(
                id,
                _ => Open(new(project.Id, id), stage.Name, settings) with { WorkflowVersion = project.WorkflowVersion })
            : null;
    }

    /// <summary>Gets when a stage's failed attempts are repeated; never for a stage that is gone.</summary>
    public RetryPolicy RetriesOf(Stage? stage) =>
        stage?.Settings is WebhookStageSettings settings ? options.Value.RetriesOf(settings) : RetryPolicy.None;

    /// <summary>Opens settings that need not be saved.</summary>
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
            RateLimit = settings.RateLimit,
            Ordering = settings.Ordering,
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
