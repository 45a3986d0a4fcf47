using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests;

public class SmokeTests
{
    [Fact]
    public void Solution_Builds_Runs() => Assert.Equal("Manager", StudioRoles.Manager);
}
