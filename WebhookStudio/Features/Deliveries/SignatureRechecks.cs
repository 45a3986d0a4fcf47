using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc cref="ISignatureRecheck"/>
internal sealed class SignatureRechecks(
    IDbContextFactory<StudioDbContext> contexts, ISecretProtector protector, TimeProvider clock) : ISignatureRecheck
{
    private static readonly string[] Signed =
    [
        WebhookSignature.HubHeader, WebhookSignature.Hub256Header, WebhookSignature.HubAltHeader, WebhookSignature.StandardHeader,
    ];

    public async Task<SignatureRecheck?> CheckAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Attempts.AsNoTracking()
            .Where(a => a.Id == attempt && a.ProjectId == project)
            .Select(a => new { a.StageId, a.Exchange, Payload = db.Payloads.FirstOrDefault(p => p.DeliveryId == a.DeliveryId) })
            .SingleOrDefaultAsync(cancellationToken);

        if (found is null)
        {
            return null;
        }

        if (found.Exchange is not { } exchange)
        {
            return new(RecheckVerdict.RequestPruned, []);
        }

        var sent = Sent(exchange.RequestHeaders ?? "");

        if (sent.Signatures.Count == 0)
        {
            return new(exchange.RequestHeaders is null ? RecheckVerdict.NothingSent : RecheckVerdict.NotSigned, []);
        }

        if ((exchange.RequestBody ?? found.Payload?.Body) is not { } body)
        {
            return new(RecheckVerdict.PayloadPruned, sent.Signatures);
        }

        var workflow = await db.Projects.AsNoTracking().Where(p => p.Id == project)
            .Select(p => p.Workflow).SingleAsync(cancellationToken);

        return Check(sent, body, workflow.Find(found.StageId)?.Settings as WebhookStageSettings);
    }

    private SignatureRecheck Check(SentHeaders sent, byte[] body, WebhookStageSettings? settings)
    {
        if (settings is not { Secret: not null })
        {
            return new(RecheckVerdict.NoSecret, sent.Signatures);
        }

        try
        {
            // Whether the stage signs today does not matter: the secret is there.
            var (main, other) = protector.OpenSigning(settings with { Auth = WebhookAuth.Secret })!.At(clock.GetUtcNow());
            var keys = other is null ? new[] { main } : [main, other];
            var signatures = sent.Signatures.Select(signature => Compare(signature, sent, body, keys)).ToList();

            return new(VerdictOf(signatures), signatures);
        }
        catch (CryptographicException)
        {
            return new(RecheckVerdict.SecretLost, sent.Signatures);
        }
    }

    private static RecheckVerdict VerdictOf(List<SentSignature> signatures) =>
        signatures.Count(signature => signature.Matches) switch
        {
            0 => RecheckVerdict.Changed,
            var matching when matching == signatures.Count => RecheckVerdict.Matches,
            _ => RecheckVerdict.MatchesInPart,
        };

    private static SentSignature Compare(SentSignature sent, SentHeaders headers, byte[] body, IReadOnlyList<SigningKey> keys)
    {
        var computed = keys.Select(key => sent.Header switch
        {
            WebhookSignature.Hub256Header => key.Hub256(body),
            WebhookSignature.StandardHeader => key.Standard(headers.Id, headers.At, body),
            _ => key.Hub(body),
        }).ToList();

        return sent with { Computed = computed.Find(value => value == sent.Value) ?? computed[0] };
    }

    /// <summary>Takes the signatures out of the header lines of a request; a header with two gives two.</summary>
    private static SentHeaders Sent(string lines)
    {
        var headers = HeaderLine.Parse(lines);
        var signatures =
            from name in Signed
            from header in headers
            where header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            from value in header.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            select new SentSignature(name, value, null);
        var seconds = long.TryParse(Value(WebhookRequest.TimestampHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;

        return new([.. signatures], Value(WebhookRequest.IdHeader), DateTimeOffset.FromUnixTimeSeconds(seconds));

        string Value(string name) =>
            headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value ?? "";
    }

    private sealed record SentHeaders(IReadOnlyList<SentSignature> Signatures, string Id, DateTimeOffset At);
}
