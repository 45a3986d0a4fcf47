using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Receivers;

/// <summary>Finds receivers by their tokens, with the secrets of the live workflow.</summary>
internal sealed partial class ReceiverTargets(
    IDbContextFactory<StudioDbContext> database, ISecretProtector protector, TimeProvider clock,
    ILogger<ReceiverTargets> logger)
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
            [.. senders.SelectMany(settings => Secrets(settings, receiver)).Distinct()],
            senders.SelectMany(settings => settings.Headers).Select(header => header.Name).Concat(AlwaysHidden)
                .ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Opens the secrets that are valid, both of them while one is being changed for the other.</summary>
    private IReadOnlyList<string> Secrets(WebhookStageSettings settings, TestReceiver receiver)
    {
        var current = settings.Folded(clock.GetUtcNow());

        if (current is not { Auth: WebhookAuth.Secret, Secret: { } secret })
        {
            return [];
        }

        try
        {
            return current.Rotation is { } rotation
                ? [protector.Open(secret), protector.Open(rotation.Next)]
                : [protector.Open(secret)];
        }
        catch (CryptographicException exception)
        {
            Log.SecretLost(logger, receiver.ProjectId.Value, exception);

            return [];
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A secret of project {ProjectId} cannot be opened any more. Enter it again.")]
        public static partial void SecretLost(ILogger logger, string projectId, Exception exception);
    }
}
