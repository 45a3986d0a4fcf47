using System.Text;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Deliveries;

public class SigningSecretsTests
{
    private const string Old = "your_secret_key";
    private const string New = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string MessageId = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"test": 2432232314}""");
    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void Sign_OneSecret_HasThreeHeaders() => Assert.Equal(
        [
            "X-Hub-Signature: d4c6a2cec75a160ea556ab1d06f6326d41e45cc6",
            $"X-Hub-Signature-256: {WebhookSignature.Hub256(Old, Body)}",
            $"webhook-signature: {Standard(Old)}",
        ],
        Lines(new(Old)));

    [Fact]
    public void Sign_BeforeTheSwitch_HubIsTheOldOnesAndTheOtherIsBeside() => Assert.Equal(
        [
            "X-Hub-Signature: d4c6a2cec75a160ea556ab1d06f6326d41e45cc6",
            $"X-Hub-Signature-256: {WebhookSignature.Hub256(Old, Body)}",
            "X-Hub-Signature-Alt: 2da57a63580e1b8259222d7c976d87cd11bdfb5b",
            $"webhook-signature: {Standard(Old)} v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ],
        Lines(Rotating(SentAt.AddTicks(1), null)));

    [Fact]
    public void Sign_AfterTheSwitch_HubIsTheNewOnesAndTheOtherIsBeside() => Assert.Equal(
        [
            "X-Hub-Signature: 2da57a63580e1b8259222d7c976d87cd11bdfb5b",
            $"X-Hub-Signature-256: {WebhookSignature.Hub256(New, Body)}",
            "X-Hub-Signature-Alt: d4c6a2cec75a160ea556ab1d06f6326d41e45cc6",
            $"webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= {Standard(Old)}",
        ],
        Lines(Rotating(SentAt, SentAt.AddTicks(1))));

    [Fact]
    public void Sign_AfterTheEnd_KnowsTheNewSecretAlone() => Assert.Equal(
        [
            "X-Hub-Signature: 2da57a63580e1b8259222d7c976d87cd11bdfb5b",
            $"X-Hub-Signature-256: {WebhookSignature.Hub256(New, Body)}",
            "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ],
        Lines(Rotating(SentAt.AddHours(-1), SentAt)));

    [Fact]
    public void Sign_NothingPlanned_KeepsTheOldSecretInHub() =>
        Assert.Equal("X-Hub-Signature: d4c6a2cec75a160ea556ab1d06f6326d41e45cc6", Lines(Rotating(null, null))[0]);

    [Fact]
    public void ToString_Secrets_AreNotInIt()
    {
        Assert.DoesNotContain(Old, new SigningSecrets(Old).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Old, new SigningKey(Old).ToString(), StringComparison.Ordinal);
    }

    private static SigningSecrets Rotating(DateTimeOffset? switchAt, DateTimeOffset? endsAt) =>
        new(Old, New, new SecretRotation(new("sealed"), switchAt, endsAt));

    private static string Standard(string secret) => WebhookSignature.Standard(secret, MessageId, SentAt, Body);

    private static List<string> Lines(SigningSecrets secrets) =>
        [.. secrets.Sign(MessageId, SentAt, Body).Select(header => $"{header.Key}: {header.Value}")];
}
