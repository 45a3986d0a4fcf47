using System.Net;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Addresses;

/// <summary>Which private addresses webhooks may go to; part of the configuration section <c>WebhookStudio:Delivery</c>.</summary>
public sealed class AddressOptions
{
    public const string SectionName = DeliveryOptions.SectionName;

    /// <summary>Gets or sets networks with commas between them, such as <c>10.1.0.0/16, 192.168.1.7</c>, or <c>none</c>. Unset
    /// or empty: every private address, but only while the application itself listens on loopback alone.</summary>
    public string? AllowedNetworks { get; set; }

    /// <summary>Reads the networks; <see langword="null"/> if none are set, and what they are depends on the application.</summary>
    internal IReadOnlyList<IPNetwork>? Read() =>
        string.IsNullOrWhiteSpace(AllowedNetworks) ? null
        : NetworkList.TryParse(AllowedNetworks, out var networks, out var problem) ? networks
        : throw new InvalidOperationException(problem);
}

/// <summary>Stops the start when the networks cannot be read: guessing would open what was meant to be shut.</summary>
internal sealed class AddressOptionsValidator(IConfiguration configuration) : IValidateOptions<AddressOptions>
{
    public ValidateOptionsResult Validate(string? name, AddressOptions options)
    {
        // A list in JSON leaves the text itself unset, which would mean something else.
        if (configuration.GetSection(AddressPolicy.Setting).GetChildren().Any())
        {
            return ValidateOptionsResult.Fail(
                $"{AddressPolicy.Setting} is a list. Write one text with commas, such as \"10.1.0.0/16, 192.168.1.7\".");
        }

        return string.IsNullOrWhiteSpace(options.AllowedNetworks)
            || NetworkList.TryParse(options.AllowedNetworks, out _, out var problem)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{AddressPolicy.Setting}: {problem}");
    }
}
