namespace WebhookStudio.Tests;

public class SmokeTests
{
    [Fact]
    public void Solution_Builds_Runs() => Assert.Equal("Manager", WebhookStudio.Features.Access.StudioRoles.Manager);
}
