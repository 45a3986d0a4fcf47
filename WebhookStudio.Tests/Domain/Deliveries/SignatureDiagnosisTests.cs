using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using WebhookStudio.Domain.Deliveries;
using static WebhookStudio.Domain.Deliveries.SignatureFault;

namespace WebhookStudio.Tests.Domain.Deliveries;

/// <summary>Each known way in which a receiver goes wrong is told by its name.</summary>
[SuppressMessage("Security", "CA5350", Justification = "What receivers compute by mistake is computed here, too.")]
[SuppressMessage("Security", "CA5351", Justification = "What receivers compute by mistake is computed here, too.")]
public class SignatureDiagnosisTests
{
    private const string Secret = "your_secret_key";
    private const string Old = "old_secret_key";
    private const string Standard = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Sent = """{"externalId":"Le Croissànt.png","task":{"x":401.2628984836038,"height":200.2,"tools":[]}}""";

    private static readonly byte[] Body = Utf8(Sent);
    private static readonly SentBody Other = new("task6.png", Utf8("""{"externalId":"task6.png"}"""));

    /// <summary>Gets what the receiver has: a body, a signature; and what is wrong.</summary>
    public static TheoryData<string, string, string, SignatureFault[]> Mistakes => new()
    {
        { "nothing", Sent, Hub(Secret, Sent), [] },
        { "white space and quotes", Sent, $" \"{Hub(Secret, Sent)}\"\n", [] },
        { "the name of the header", Sent, $"X-Hub-Signature: {Hub(Secret, Sent)}", [] },
        { "no signature", Sent, "  ", [Missing] },
        { "no hash", Sent, "not a signature", [NotASignature] },
        { "one digit short", Sent, Hub(Secret, Sent)[1..], [NotASignature] },
        { "sha1= in front", Sent, $"sha1={Hub(Secret, Sent)}", [Prefix] },
        { "upper case", Sent, Hub(Secret, Sent).ToUpperInvariant(), [UpperCase] },
        { "both", Sent, $"SHA1={Hub(Secret, Sent).ToUpperInvariant()}", [Prefix, UpperCase] },
        { "base64", Sent, Base64Of(Hub(Secret, Sent)), [Base64] },
        { "base64 for addresses", Sent, Base64Of(Hub(Secret, Sent)).TrimEnd('=').Replace('+', '-').Replace('/', '_'), [Base64] },
        { "SHA-256", Sent, Hub256(Secret, Sent), [Sha256] },
        { "SHA-256 with its prefix", Sent, $"sha256={Hub256(Secret, Sent)}", [Sha256] },
        { "SHA-256 in base64", Sent, Base64Of(Hub256(Secret, Sent)), [Sha256, Base64] },
        { "SHA-512", Sent, Convert.ToHexStringLower(HMACSHA512.HashData(Utf8(Secret), Body)), [OtherHash] },
        { "MD5", Sent, Convert.ToHexStringLower(HMACMD5.HashData(Utf8(Secret), Body)), [OtherHash] },
        { "no key", Sent, Convert.ToHexStringLower(SHA1.HashData(Body)), [NotKeyed] },
        { "no key, SHA-256", Sent, Convert.ToHexStringLower(SHA256.HashData(Body)), [Sha256, NotKeyed] },
        { "Standard Webhooks", Sent, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", [SignatureFault.Standard] },
        { "the old secret", Sent, Hub(Old, Sent), [OtherSecret] },
        { "a line break behind the secret", Sent, Hub(Secret + "\n", Sent), [PaddedSecret] },
        { "one of Windows", Sent, Hub(Secret + "\r\n", Sent), [PaddedSecret] },
        { "quotes around the secret", Sent, Hub($"\"{Secret}\"", Sent), [QuotedSecret] },
        { "another secret", Sent, Hub("something else", Sent), [WrongSecret] },
        { "a byte order mark", "\uFEFF" + Sent, Hub(Secret, Sent), [ByteOrderMark] },
        { "a byte order mark signed", Sent, Hub(Secret, "\uFEFF" + Sent), [ByteOrderMark] },
        { "a line break at the end", Sent + "\n", Hub(Secret, Sent), [TrailingLineBreak] },
        { "one of Windows at the end", Sent + "\r\n", Hub(Secret, Sent), [TrailingLineBreak] },
        { "a line break signed", Sent, Hub(Secret, Sent + "\n"), [TrailingLineBreak] },
        { "line breaks of Windows", Indented.Replace("\n", "\r\n"), Hub(Secret, Indented), [LineEndings] },
        { "line breaks of Unix", Indented, Hub(Secret, Indented.Replace("\n", "\r\n")), [LineEndings] },
        { "indented", Indented, Hub(Secret, Sent), [Reserialised] },
        { "indented, then signed", Sent, Hub(Secret, Indented), [Reserialised] },
        { "written by Python", Sent, Hub(Secret, Sent.Replace(":", ": ").Replace(",", ", ").Replace("à", "\\u00e0")), [Reserialised] },
        { "keys in another order", Shuffled, Hub(Secret, Sent), [Reserialised] },
        { "keys in another order, other secret", Shuffled, Hub(Old, Sent), [OtherSecret, Reserialised] },
        { "keys in another order, unknown", Shuffled, Hub("something else", Sent), [Reserialised, Unknown] },
        { "another body", Sent, Hub(Secret, """{"externalId":"task6.png"}"""), [OtherBody] },
        { "a body nobody sent", "{}", Hub("something else", "{}"), [Unknown] },
        { "no JSON", "hello", Hub("something else", "hello"), [Unknown] },
        { "upper case, indented", Indented, Hub(Secret, Sent).ToUpperInvariant(), [UpperCase, Reserialised] },
    };

    private static string Indented => """
        {
          "externalId": "Le Croissànt.png",
          "task": {
            "x": 401.2628984836038,
            "height": 200.2,
            "tools": []
          }
        }
        """.ReplaceLineEndings("\n");

    private static string Shuffled =>
        """{"task":{"height":200.2,"tools":[],"x":401.2628984836038},"externalId":"Le Croiss\u00e0nt.png"}""";

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Of_Mistake_IsNamed(string mistake, string body, string signature, SignatureFault[] faults)
    {
        var diagnosis = SignatureDiagnosis.Of(Question(Utf8(body), signature));

        Assert.Equal((mistake, string.Join(", ", faults)), (mistake, string.Join(", ", diagnosis.Faults)));
        Assert.Equal(faults.Length == 0, diagnosis.Matches);
        Assert.Equal(Hub(Secret, body), diagnosis.Expected);
    }

    [Fact]
    public void Of_BodySent_NamesItsTask() =>
        Assert.Equal("task5.png", SignatureDiagnosis.Of(Question(Body, Hub(Secret, Sent))).SentFor);

    [Fact]
    public void Of_SignatureOfAnotherBody_NamesThatTask() => Assert.Equal(
        "task6.png", SignatureDiagnosis.Of(Question(Body, Hub(Secret, """{"externalId":"task6.png"}"""))).SentFor);

    /// <summary>The receiver signs what its framework wrote anew: both fit together, and yet the header will not.</summary>
    [Fact]
    public void Of_SignatureOfTheRewrittenBody_MatchesWithAWarning()
    {
        var diagnosis = SignatureDiagnosis.Of(Question(Utf8(Indented), Hub(Secret, Indented)));

        Assert.True(diagnosis.Matches);
        Assert.Equal([Reserialised], diagnosis.Faults);
        Assert.Equal("task5.png", diagnosis.SentFor);
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData(null)]
    public void Of_PartOfAStandardSecret_IsNamed(string? text)
    {
        var key = text is null ? Convert.FromBase64String(Standard["whsec_".Length..]) : Utf8(text);
        var signature = Convert.ToHexStringLower(HMACSHA1.HashData(key, Body));

        var diagnosis = SignatureDiagnosis.Of(Question(Body, signature) with { Secret = Standard });

        Assert.Equal([PartOfSecret], diagnosis.Faults);
    }

    [Fact]
    public void Of_SecretWithASpace_FindsTheOneWithout() => Assert.Equal(
        [PaddedSecret], SignatureDiagnosis.Of(Question(Body, Hub(Secret, Sent)) with { Secret = Secret + " " }).Faults);

    [Fact]
    public void Of_NothingKnownOfWhatWasSent_StillExplains()
    {
        var diagnosis = SignatureDiagnosis.Of(new(Utf8(Indented), Hub(Secret, Sent), Secret));

        Assert.Equal([Reserialised], diagnosis.Faults);
        Assert.Null(diagnosis.SentFor);
    }

    [Fact]
    public void ToString_Question_HasNoSecret() =>
        Assert.DoesNotContain(Secret, Question(Body, "").ToString(), StringComparison.Ordinal);

    private static SignatureQuestion Question(byte[] body, string signature) =>
        new(body, signature, Secret) { OtherSecret = Old, Sent = [Other, new("task5.png", Body)] };

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Hub(string secret, string body) => WebhookSignature.Hub(secret, Utf8(body));

    private static string Hub256(string secret, string body) => WebhookSignature.Hub256(secret, Utf8(body))["sha256=".Length..];

    private static string Base64Of(string hex) => Convert.ToBase64String(Convert.FromHexString(hex));
}
