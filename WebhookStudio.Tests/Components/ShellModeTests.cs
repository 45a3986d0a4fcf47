using WebhookStudio.Components.Layout;

namespace WebhookStudio.Tests.Components;

public sealed class ShellModeTests
{
    [Fact]
    public void RequestMini_Twice_IsToldOnce()
    {
        var mode = new ShellMode();
        var told = new List<bool>();
        mode.Changed += () => told.Add(mode.WantsMini);

        mode.RequestMini(true);
        mode.RequestMini(true);
        mode.RequestMini(false);

        Assert.Equal([true, false], told);
    }
}
