using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <inheritdoc cref="ISignatureChecks"/>
internal sealed class SignatureChecks(
    IDbContextFactory<StudioDbContext> contexts, ISecretProtector protector, TimeProvider clock) : ISignatureChecks
{
    /// <summary>How many bodies a signature is compared with.</summary>
    public const int MostBodies = 50;

    /// <summary>How long a body may be to be among them: what is longer is rare, and all of them are read at once.</summary>
    private const int LongestBody = 512 * 1024;

    public async Task<SignatureDiagnosis> DiagnoseAsync(SignatureClaim claim, CancellationToken cancellationToken)
    {
        if (claim.Body.Length > SignatureClaim.MaxBody)
        {
            throw new DomainRuleException(
                "signature.body", $"The body is longer than {SignatureClaim.MaxBody / 1024 / 1024} MB. Check a shorter one.");
        }

        var (secret, other) = Open(claim.Stage);
        var question = new SignatureQuestion(claim.Body, claim.Signature, secret)
        {
            OtherSecret = other,
            Sent = await SentAsync(claim.Project, claim.Stage.Id, cancellationToken),
        };

        // Many bodies times many mistakes: not on the thread that draws.
        return await Task.Run(() => SignatureDiagnosis.Of(question), cancellationToken);
    }

    /// <summary>Opens the secret that signs now, and the other one while both are valid.</summary>
    private (string Secret, string? Other) Open(Stage stage)
    {
        if ((stage.Settings as WebhookStageSettings)?.Folded(clock.GetUtcNow()) is not
            { Auth: WebhookAuth.Secret, Secret: { } secret } settings)
        {
            throw new DomainRuleException(
                "signature.no_secret", $"{stage.Name} has no secret, so its requests are not signed. Enter one and save.");
        }

        try
        {
            var old = protector.Open(secret);

            return settings.Rotation is not { } rotation ? (old, null)
                : rotation.PhaseAt(clock.GetUtcNow()) is RotationPhase.New ? (protector.Open(rotation.Next), old)
                : (old, protector.Open(rotation.Next));
        }
        catch (CryptographicException)
        {
            throw new DomainRuleException(
                "signature.secret_lost", "The stored secret cannot be opened any more. Enter it again and save.");
        }
    }

    private async Task<List<SentBody>> SentAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        return await db.Deliveries.AsNoTracking()
            .Where(d => d.ProjectId == project && d.StageId == stage)
            .OrderByDescending(d => d.Id)
            .Take(MostBodies)
            .Join(db.Payloads, d => d.Id, p => p.DeliveryId, (d, p) => new { d.Id, d.ExternalId, p.Body })
            .Where(sent => sent.Body.Length <= LongestBody)
            .OrderByDescending(sent => sent.Id)
            .Select(sent => new SentBody(sent.ExternalId, sent.Body))
            .ToListAsync(cancellationToken);
    }
}
