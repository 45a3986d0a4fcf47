using System.Text;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Tests.Domain.Deliveries;

public class WebhookSignatureTests
{
    private const string Secret = "your_secret_key";
    private const string StandardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string MessageId = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string StandardBody = """{"test": 2432232314}""";

    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Theory]
    [InlineData("", "551e7d6cc9c7e9a11a8d18ff0452737e6de617a9")]
    [InlineData("{}", "b5c965129b8a43f1b4e22112bac2b510763b15d5")]
    [InlineData("""{"test": 2432232314}""", "d4c6a2cec75a160ea556ab1d06f6326d41e45cc6")]
    [InlineData("""{"test":2432232314}""", "b17403fb4f89ff84c946e2bef659b50887e5c764")]
    [InlineData("""{"name":"Le Croissànt"}""", "b708bb85fa0d22a0786347be9b18f1deac61a5e2")]
    [InlineData("""{"name":"Le Croiss\u00e0nt"}""", "734d492fcbd13ad41e6c0b0ef1c79a46b4f36163")]
    [InlineData("""{"e":"😀"}""", "bd5e6f909f17b0dc994084a27a3a5c2ffba4d4e5")]
    [InlineData("{\"a\":1}\n", "749b9e57c88384f1d40b4ed5f453a4ef67c00638")]
    [InlineData("\uFEFF{}", "4bbc100160a3b153d99b80df880672995a2b4c5a")]
    public void Hub_Body_IsTheBareLowerCaseHexOfItsBytes(string body, string signature) =>
        Assert.Equal(signature, WebhookSignature.Hub(Secret, Utf8(body)));

    [Theory]
    [InlineData("", "9b9585ab4f87eff122c8cd8e6fd94d358ed56f22")]
    [InlineData("gizli-ş", "14f64b34f2a886eb5a278b3152e32eceec3d3f33")]
    public void Hub_Secret_IsTakenAsUtf8(string secret, string signature) =>
        Assert.Equal(signature, WebhookSignature.Hub(secret, "{}"u8));

    [Fact]
    public void Hub_SecretOfTheStandardForm_IsTakenAsText() =>
        Assert.Equal(
            "2da57a63580e1b8259222d7c976d87cd11bdfb5b", WebhookSignature.Hub(StandardSecret, Utf8(StandardBody)));

    // RFC 2202, part 3; those of its keys that are text in UTF-8.
    [Fact]
    public void Hub_Rfc2202Case1_HasThePublishedDigest() =>
        Assert.Equal(
            "b617318655057264e28bc0b6fb378c8ef146be00",
            WebhookSignature.Hub(new string('\u000B', 20), "Hi There"u8));

    [Fact]
    public void Hub_Rfc2202Case2_HasThePublishedDigest() =>
        Assert.Equal(
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
            WebhookSignature.Hub("Jefe", "what do ya want for nothing?"u8));

    [Fact]
    public void Hub_Rfc2202Case4_HasThePublishedDigest()
    {
        var key = string.Concat(Enumerable.Range(1, 25).Select(code => (char)code));
        var body = Enumerable.Repeat((byte)0xCD, 50).ToArray();

        Assert.Equal("4c9007f4026250c6bc8414f9bf50c86c2d7235da", WebhookSignature.Hub(key, body));
    }

    [Fact]
    public void Hub_Rfc2202Case5_HasThePublishedDigest() =>
        Assert.Equal(
            "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04",
            WebhookSignature.Hub(new string('\f', 20), "Test With Truncation"u8));

    [Fact]
    public void Hub_SecretLongerThanABlock_IsHashedFirst() =>
        Assert.Equal(
            "a08bbef5673f2c2a8bc6faf91fb5fb9b5ef7da35",
            WebhookSignature.Hub(new string('k', 80), "Test Using Larger Than Block-Size Key - Hash Key First"u8));

    [Fact]
    public void Hub_GitHubsExample_HasTheComputedDigest() =>
        Assert.Equal(
            "01dc10d0c83e72ed246219cdd91669667fe2ca59",
            WebhookSignature.Hub("It's a Secret to Everybody", "Hello, World!"u8));

    [Fact]
    public void Hub256_GitHubsExample_HasThePublishedDigest() =>
        Assert.Equal(
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            WebhookSignature.Hub256("It's a Secret to Everybody", "Hello, World!"u8));

    [Fact]
    public void Standard_PublishedExample_HasThePublishedSignature() =>
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Standard(StandardSecret, StandardBody));

    [Fact]
    public void Standard_FractionOfASecond_IsNotSigned() =>
        Assert.Equal(
            Standard(StandardSecret, StandardBody),
            WebhookSignature.Standard(StandardSecret, MessageId, SentAt.AddMilliseconds(999), Utf8(StandardBody)));

    [Fact]
    public void Standard_AnotherIdTimeOrBody_HasAnotherSignature()
    {
        var signatures = new[]
        {
            Standard(StandardSecret, StandardBody),
            Standard(StandardSecret, StandardBody + " "),
            WebhookSignature.Standard(StandardSecret, "msg_2", SentAt, Utf8(StandardBody)),
            WebhookSignature.Standard(StandardSecret, MessageId, SentAt.AddSeconds(1), Utf8(StandardBody)),
        };

        Assert.Equal(4, signatures.Distinct().Count());
    }

    [Theory]
    [InlineData("whsec_not base64!")]
    [InlineData("whsec_")]
    [InlineData("your_secret_key")]
    public void Standard_SecretThatIsNotBase64_IsTakenAsText(string secret)
    {
        var key = Convert.ToBase64String(Utf8(secret));

        Assert.Equal(Standard("whsec_" + key, StandardBody), Standard(secret, StandardBody));
    }

    private static string Standard(string secret, string body) =>
        WebhookSignature.Standard(secret, MessageId, SentAt, Utf8(body));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
