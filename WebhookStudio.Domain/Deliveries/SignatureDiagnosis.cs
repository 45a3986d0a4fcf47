using System.Security.Cryptography;
using WebhookStudio.Domain.Json;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>Says whether a signature is the one that <see cref="WebhookSignature.HubHeader"/> carries for a body, and if not,
/// why not.</summary>
/// <remarks>
/// Receivers go wrong in a few known ways, in the secret, in the bytes and in the writing of the signature. All of them are
/// tried together; the explanation with the fewest faults wins.
/// </remarks>
/// <param name="Matches">Whether a receiver that checks rightly accepts it.</param>
/// <param name="Faults">What is wrong; none if all is well. A signature that matches may still have
/// <see cref="SignatureFault.Reserialised"/>: it fits the body, but other bytes were sent.</param>
/// <param name="Expected">The right signature of the body.</param>
public sealed record SignatureDiagnosis(bool Matches, IReadOnlyList<SignatureFault> Faults, string Expected)
{
    /// <summary>Gets the external ID of the body that was sent and that this one is, or should have been;
    /// <see langword="null"/> if none is known.</summary>
    public string? SentFor { get; init; }

    public bool Has(SignatureFault fault) => Faults.Contains(fault);

    public static SignatureDiagnosis Of(SignatureQuestion question)
    {
        var expected = WebhookSignature.Hub(question.Secret, question.Body);
        var written = WrittenSignature.Read(question.Signature);

        if (written.Hash is not { } hash)
        {
            return new(Matches: false, written.Faults, expected);
        }

        var kin = Kin(question);

        return Explain(question, hash) is { } found
            ? Found(written, found, kin, expected)
            : Lost(written, kin, expected);
    }

    private static SignatureDiagnosis Found(WrittenSignature written, Explanation found, SentKin kin, string expected)
    {
        var faults = written.Faults.Concat(found.Faults).Distinct().ToList();
        var matches = faults.Count == 0;

        if (matches && kin is { IsSame: false, ExternalId: not null })
        {
            faults.Add(SignatureFault.Reserialised);
        }

        return new(matches, faults, expected) { SentFor = found.SentFor ?? kin.ExternalId };
    }

    private static SignatureDiagnosis Lost(WrittenSignature written, SentKin kin, string expected)
    {
        SignatureFault[] faults = kin switch
        {
            { IsSame: true } => [SignatureFault.WrongSecret],
            { ExternalId: not null } => [SignatureFault.Reserialised, SignatureFault.Unknown],
            _ => [SignatureFault.Unknown],
        };

        return new(Matches: false, [.. written.Faults, .. faults], expected) { SentFor = kin.ExternalId };
    }

    /// <summary>Looks for the secret and the bytes that give a hash, the likeliest first.</summary>
    private static Explanation? Explain(SignatureQuestion question, byte[] hash)
    {
        var bodies = BodyVariants.Of(question).ToList();
        var keys = SecretVariants.Of(question).ToList();
        var tries =
            from body in bodies
            from key in keys
            orderby body.Faults.Count + key.Faults.Count, body.SentFor is null ? 0 : 1
            select (body, key);

        foreach (var (body, key) in tries)
        {
            if (CryptographicOperations.FixedTimeEquals(Sign(key.Key, body.Bytes, hash.Length), hash))
            {
                return new([.. key.Faults, .. body.Faults], body.SentFor);
            }
        }

        return bodies.Find(body => CryptographicOperations.FixedTimeEquals(Hash(body.Bytes, hash.Length), hash)) is { } plain
            ? new([SignatureFault.NotKeyed, .. plain.Faults], plain.SentFor)
            : null;
    }

    /// <summary>Finds the body that was sent and that this one is, or once was.</summary>
    private static SentKin Kin(SignatureQuestion question)
    {
        if (question.Sent.FirstOrDefault(sent => sent.Body.AsSpan().SequenceEqual(question.Body)) is { } same)
        {
            return new(same.ExternalId, IsSame: true);
        }

        var canonical = CanonicalJson.Of(question.Body);

        return new(
            canonical is null ? null : question.Sent.FirstOrDefault(sent => CanonicalJson.Of(sent.Body) == canonical)?.ExternalId,
            IsSame: false);
    }

#pragma warning disable CA5350 // What is checked is what receivers of this dialect compute.
    private static byte[] Sign(byte[] key, byte[] body, int length) => length == HMACSHA1.HashSizeInBytes
        ? HMACSHA1.HashData(key, body)
        : HMACSHA256.HashData(key, body);

    private static byte[] Hash(byte[] body, int length) => length == SHA1.HashSizeInBytes
        ? SHA1.HashData(body)
        : SHA256.HashData(body);
#pragma warning restore CA5350

    private sealed record Explanation(IReadOnlyList<SignatureFault> Faults, string? SentFor);

    private sealed record SentKin(string? ExternalId, bool IsSame);
}
