namespace WebhookStudio.Tests;

public class SmokeTests
{
    [Fact]
    public void Solution_Builds_Runs() => Assert.Equal("Manager", global::WebhookStudio.Features.Access.StudioRoles.Manager);
}
