using WebhookStudio.Domain.Json;

namespace WebhookStudio.Domain.Deliveries;

/// <summary>The bytes that may have been signed in place of a body: what editors, frameworks and mix-ups make of it.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Faults">What happened to them.</param>
/// <param name="SentFor">The external ID, if it is a body that was sent.</param>
internal sealed record BodyVariants(byte[] Bytes, IReadOnlyList<SignatureFault> Faults, string? SentFor = null)
{
    private const byte Return = (byte)'\r';
    private const byte Feed = (byte)'\n';

    public static IEnumerable<BodyVariants> Of(SignatureQuestion question)
    {
        foreach (var variant in OfBytes(question.Body))
        {
            yield return variant;
        }

        foreach (var written in JsonStyles.Of(question.Body))
        {
            yield return new(written, [SignatureFault.Reserialised]);
        }

        var canonical = CanonicalJson.Of(question.Body);

        foreach (var sent in question.Sent.Where(sent => !sent.Body.AsSpan().SequenceEqual(question.Body)))
        {
            var isSame = canonical is not null && CanonicalJson.Of(sent.Body) == canonical;

            yield return new(sent.Body, [isSame ? SignatureFault.Reserialised : SignatureFault.OtherBody], sent.ExternalId);
        }
    }

    /// <summary>Text that was saved, pasted or printed once more: byte order mark, line endings, the end.</summary>
    private static IEnumerable<BodyVariants> OfBytes(byte[] body) =>
        from marked in Marked(body)
        from ended in Endings(marked.Bytes)
        from trailed in Trails(ended.Bytes)
        let faults = new[] { marked.Fault, ended.Fault, trailed.Fault }.OfType<SignatureFault>().ToArray()
        orderby faults.Length
        select new BodyVariants(trailed.Bytes, faults);

    private static IEnumerable<(byte[] Bytes, SignatureFault? Fault)> Marked(byte[] body)
    {
        byte[] mark = [0xEF, 0xBB, 0xBF];

        yield return (body, null);
        yield return (body.AsSpan().StartsWith(mark) ? body[mark.Length..] : [.. mark, .. body], SignatureFault.ByteOrderMark);
    }

    private static IEnumerable<(byte[] Bytes, SignatureFault? Fault)> Endings(byte[] body)
    {
        yield return (body, null);

        if (!body.Contains(Feed))
        {
            yield break;
        }

        var unix = body.Where((letter, at) => letter != Return || at + 1 == body.Length || body[at + 1] != Feed).ToArray();

        yield return unix.Length == body.Length
            ? (unix.SelectMany(letter => letter == Feed ? new[] { Return, Feed } : [letter]).ToArray(), SignatureFault.LineEndings)
            : (unix, SignatureFault.LineEndings);
    }

    private static IEnumerable<(byte[] Bytes, SignatureFault? Fault)> Trails(byte[] body)
    {
        yield return (body, null);

        if (body is [.., Feed])
        {
            var length = body is [.., Return, Feed] ? body.Length - 2 : body.Length - 1;
            yield return (body[..length], SignatureFault.TrailingLineBreak);
        }
        else
        {
            yield return ([.. body, Feed], SignatureFault.TrailingLineBreak);
            yield return ([.. body, Return, Feed], SignatureFault.TrailingLineBreak);
        }
    }
}
