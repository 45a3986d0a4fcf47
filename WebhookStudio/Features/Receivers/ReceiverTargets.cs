using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Receivers;

/// <summary>Finds receivers by their tokens, with the secrets of the live workflow.</summary>
internal sealed partial class ReceiverTargets(
    IDbContextFactory<StudioDbContext> database, ISecretProtector protector, ILogger<ReceiverTargets> logger)
{
    private static readonly string[] AlwaysHidden = ["Authorization", "Proxy-Authorization", "Cookie", "apikey"];

    public async Task<ReceiverTarget?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!TestReceiver.IsToken(token))
        {
            return null;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var receiver = await db.TestReceivers.AsNoTracking()
            .FirstOrDefaultAsync(r => r.Token == token, cancellationToken);

        if (receiver is null)
        {
            return null;
        }

        var workflow = await db.Projects.AsNoTracking()
            .Where(p => p.Id == receiver.ProjectId).Select(p => p.Workflow).FirstAsync(cancellationToken);
        var senders = workflow.Stages
            .Select(stage => stage.Settings)
            .OfType<WebhookStageSettings>()
            .Where(settings => receiver.IsAt(settings.Url))
            .ToList();

        return new(
            receiver.Id,
            receiver.ProjectId,
            receiver.Answer,
            [.. senders.Select(settings => Secret(settings, receiver)).OfType<string>().Distinct()],
            senders.SelectMany(settings => settings.Headers).Select(header => header.Name).Concat(AlwaysHidden)
                .ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    private string? Secret(WebhookStageSettings settings, TestReceiver receiver)
    {
        if (settings is not { Auth: WebhookAuth.Secret, Secret: { } secret })
        {
            return null;
        }

        try
        {
            return protector.Open(secret);
        }
        catch (CryptographicException exception)
        {
            Log.SecretLost(logger, receiver.ProjectId.Value, exception);

            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A secret of project {ProjectId} cannot be opened any more. Enter it again.")]
        public static partial void SecretLost(ILogger logger, string projectId, Exception exception);
    }
}
