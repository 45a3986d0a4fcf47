using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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
    public void Start_TextThatIsNoList_SaysWhichPartIsWrong(string setting, string value, string words)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Validate(setting, value));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("10.0.0.0/8, ::1")]
    public void Start_List_IsTaken(string value) => Validate(Setting, value);

    [Fact]
    public async Task Start_TextThatIsNoList_EndsTheApplication()
    {
        using var data = new TemporaryFolder();
        await using var studio = StudioProcess.Launch(data.Path, ("WebhookStudio__Delivery__AllowedNetworks", "10.0.0.0/8, office"));

        await studio.WaitForEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("WebhookStudio:Delivery:AllowedNetworks: 'office' is no network.", studio.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(" ", true)]
    [InlineData("none", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.0.0.0/8", false)]
    public void Policy_ListenedOnLoopback_IsAsSet(string? value, bool allowsLoopback)
    {
        using var kit = new AddressKit(value).Started();

        Assert.Equal(allowsLoopback, kit.Policy.Current.Check(IPAddress.Loopback).IsAllowed);
    }

    /// <summary>Does what the start of the application does with the settings.</summary>
    private static void Validate(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddReceiverAddresses()
            .BuildServiceProvider();

        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
