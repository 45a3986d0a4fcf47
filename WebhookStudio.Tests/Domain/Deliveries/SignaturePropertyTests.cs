using System.Security.Cryptography;
using System.Text;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Deliveries;

/// <summary>What holds for the signatures of any secret and any body. The seeds are fixed: a failure can be repeated.</summary>
public class SignaturePropertyTests
{
    private const int BlockBytes = 64;
    private const string Letters = "abcXYZ0189_-+/= ~ßşé語😀";

    private static readonly DateTimeOffset Start = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Signatures_AnySecretAndBody_AreHmacByItsDefinition(int seed)
    {
        var random = new Random(seed);
        var (secret, body, id, at) = (Secret(random), Body(random), $"msg_{seed}", Start.AddSeconds(random.Next()));
        var text = Encoding.UTF8.GetBytes(secret);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds()}."), .. body];
        var key = secret.StartsWith("whsec_", StringComparison.Ordinal) ? Convert.FromBase64String(secret["whsec_".Length..]) : text;

        Assert.Equal(Convert.ToHexStringLower(Hmac(Sha1, text, body)), WebhookSignature.Hub(secret, body));
        Assert.Equal($"sha256={Convert.ToHexStringLower(Hmac(SHA256.HashData, text, body))}", WebhookSignature.Hub256(secret, body));
        Assert.Equal($"v1,{Convert.ToBase64String(Hmac(SHA256.HashData, key, signed))}", WebhookSignature.Standard(secret, id, at, body));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Signatures_OneBitChanged_AreOthers(int seed)
    {
        var random = new Random(seed);
        var (secret, body) = (Secret(random), Body(random));
        var changed = body.ToArray();
        changed[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));

        Assert.NotEqual(WebhookSignature.Hub(secret, body), WebhookSignature.Hub(secret, changed));
        Assert.NotEqual(WebhookSignature.Hub256(secret, body), WebhookSignature.Hub256(secret, changed));
        Assert.NotEqual(WebhookSignature.Standard(secret, "msg", Start, body), WebhookSignature.Standard(secret, "msg", Start, changed));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Rotation_AnyMoment_HubHoldsOneValueAndTheStandardHeaderOneForEachValidSecret(int seed)
    {
        var random = new Random(seed);
        var (old, next, body) = (Secret(random), Secret(random), Body(random));
        DateTimeOffset? switchAt = random.Next(4) == 0 ? null : Start.AddMinutes(random.Next(-60, 60));
        DateTimeOffset? endsAt = switchAt is null || random.Next(3) == 0 ? null : switchAt.Value.AddMinutes(random.Next(60));
        var at = Start.AddMinutes(random.Next(-90, 90));

        var headers = new SigningSecrets(old, next, new SecretRotation(new("sealed"), switchAt, endsAt))
            .Sign("msg", at, body).ToDictionary();

        var isOver = endsAt is { } end && at >= end;
        var valid = isOver ? new[] { next } : switchAt is { } switched && at >= switched ? [next, old] : [old, next];
        Assert.Equal(WebhookSignature.Hub(valid[0], body), headers["X-Hub-Signature"]);
        Assert.Equal(WebhookSignature.Hub256(valid[0], body), headers["X-Hub-Signature-256"]);
        Assert.Equal(isOver ? null : WebhookSignature.Hub(valid[1], body), headers.GetValueOrDefault("X-Hub-Signature-Alt"));
        Assert.Equal(valid.Select(secret => WebhookSignature.Standard(secret, "msg", at, body)), headers["webhook-signature"].Split(' '));
    }

    /// <summary>HMAC as RFC 2104 writes it down.</summary>
    private static byte[] Hmac(Func<byte[], byte[]> hash, byte[] key, byte[] text)
    {
        var block = new byte[BlockBytes];
        (key.Length > BlockBytes ? hash(key) : key).CopyTo(block, 0);

        return hash([.. block.Select(b => (byte)(b ^ 0x5C)), .. hash([.. block.Select(b => (byte)(b ^ 0x36)), .. text])]);
    }

#pragma warning disable CA5350 // It is what the header is made of.
    private static byte[] Sha1(byte[] text) => SHA1.HashData(text);
#pragma warning restore CA5350

    /// <summary>Of every length around the block of the hash, of ASCII or not, of the Standard Webhooks form or not.</summary>
    private static string Secret(Random random)
    {
        if (random.Next(3) == 0)
        {
            var key = new byte[random.Next(24, 65)];
            random.NextBytes(key);

            return "whsec_" + Convert.ToBase64String(key);
        }

        var letters = Letters.EnumerateRunes().ToArray();

        return string.Concat(Enumerable.Range(0, random.Next(1, 140)).Select(_ => letters[random.Next(letters.Length)].ToString()));
    }

    private static byte[] Body(Random random)
    {
        var body = new byte[random.Next(1, 5000)];
        random.NextBytes(body);

        return body;
    }
}
