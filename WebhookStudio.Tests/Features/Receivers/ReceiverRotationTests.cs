using System.Net;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Receivers;

/// <summary>The test receiver knows the secrets that are valid, as a good receiver does.</summary>
public sealed class ReceiverRotationTests
{
    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Post_DuringARotation_EitherSecretIsTaken()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await GivenAsync(app, rotation => rotation);

        Assert.Equal(HttpStatusCode.OK, (await scenario.PostAsync("{}", ReceiverScenario.Secret)).Status);
        Assert.Equal(HttpStatusCode.OK, (await scenario.PostAsync("{}", "another_key")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await scenario.PostAsync("{}", "a third")).Status);
    }

    [Fact]
    public async Task Post_RotationOver_OnlyTheNewSecretIsTaken()
    {
        await using var app = new StudioApp().Start();
        using var scenario = await GivenAsync(
            app, rotation => rotation with { SwitchAt = Now.AddHours(-2), EndsAt = Now.AddHours(-1) });

        Assert.Equal(HttpStatusCode.BadRequest, (await scenario.PostAsync("{}", ReceiverScenario.Secret)).Status);
        Assert.Equal(HttpStatusCode.OK, (await scenario.PostAsync("{}", "another_key")).Status);
    }

    private static Task<ReceiverScenario> GivenAsync(StudioApp app, Func<SecretRotation, SecretRotation> plan) =>
        ReceiverScenario.CreateAsync(
            app, settings => settings with { Rotation = plan(new(app.Get<ISecretProtector>().Seal("another_key"))) });
}
