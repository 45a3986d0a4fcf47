using System.Net;
using Microsoft.Extensions.Options;
using WebhookStudio.Features.Deliveries.Addresses;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

public class AddressOptionsTests
{
    private const string Setting = "WebhookStudio:Delivery:AllowedNetworks";

    [Theory]
    [InlineData(Setting, "10.0.0.0/8, office", "AllowedNetworks: 'office' is no network. Write networks like 10.1.0.0/16")]
    [InlineData(Setting, "10.0.0.1/8", "AllowedNetworks: '10.0.0.1/8' names an address within a network. Write the network as 10.0.0.0/8.")]
    [InlineData(Setting + ":0", "none", "AllowedNetworks is a list. Write one text with commas")]
    public async Task Start_TextThatIsNoList_SaysWhichPartIsWrong(string setting, string value, string words)
    {
        await using var app = new StudioApp().With(setting, value);

        var refusal = Assert.Throws<OptionsValidationException>(() => app.Start());

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData("none", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.0/8", false)]
    public async Task Start_ListenedOnLoopback_PolicyIsAsSet(string? value, bool allowsLoopback)
    {
        await using var app = new StudioApp().With(Setting, value).Start();

        Assert.Equal(allowsLoopback, app.Get<ReceiverPolicy>().Current.Check(IPAddress.Loopback).IsAllowed);
    }
}
