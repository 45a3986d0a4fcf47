using WebhookStudio.Components.Shared;

namespace WebhookStudio.Tests.Components;

public sealed class TypedTextTests
{
    private readonly TypedText _text = new();

    [Fact]
    public void Give_EchoOfAnEarlierKey_KeepsTheLaterOnes()
    {
        _text.Type("B");
        _text.Type("Ba");
        _text.Type("Bak");

        _text.Give("B");
        Assert.Equal("Bak", _text.Text);
        _text.Give("Bak");
        Assert.Equal("Bak", _text.Text);
    }

    [Fact]
    public void Give_TextFromElsewhere_IsShown()
    {
        _text.Type("Bak");
        _text.Give("Bak");

        _text.Give("Croissant");

        Assert.Equal("Croissant", _text.Text);
    }

    [Fact]
    public void Give_UndoneToWhatWasTypedOnce_IsShown()
    {
        _text.Type("Bak");
        _text.Give("Bak");
        _text.Type("Bake");
        _text.Give("Bake");

        _text.Give("Bak");

        Assert.Equal("Bak", _text.Text);
    }
}
