using System.Reflection;
using Microsoft.Extensions.Options;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Deliveries.Addresses;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Features.Deliveries.Sending;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries.Settings;

/// <summary>Lists every value that the delivery engine works with: all properties of its options, and what is fixed.</summary>
/// <remarks>The options are asked for their properties, so that a new one is on the list without being put there.</remarks>
public sealed class DeliverySettings(
    IOptions<DeliveryOptions> delivery,
    IOptions<AddressOptions> addresses,
    IOptions<RetentionOptions> retention,
    IOptions<JobOptions> jobs,
    IOptions<AlertOptions> alerts)
{
    /// <summary>Gets the settings by their headings.</summary>
    public IReadOnlyList<IGrouping<string, DeliverySetting>> Groups =>
    [
        .. All().OrderBy(setting => Array.IndexOf(SettingWords.Groups, setting.Group)).GroupBy(setting => setting.Group),
        .. StageDefaults.List().GroupBy(setting => setting.Group),
    ];

    private IEnumerable<DeliverySetting> All() =>
        Of(delivery.Value).Concat(Of(addresses.Value)).Concat(Of(retention.Value)).Concat(Of(jobs.Value)).Concat(Of(alerts.Value))
            .Concat(Fixed());

    private static IEnumerable<DeliverySetting> Of<T>(T options)
        where T : new()
    {
        var defaults = new T();

        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = SettingWords.Key<T>(property.Name);
            var words = SettingWords.Of(key);

            yield return new(
                words.Group,
                words.Name,
                Value(words, property.GetValue(options)),
                Value(words, property.GetValue(defaults)),
                words.Meaning,
                key);
        }
    }

    private static IEnumerable<DeliverySetting> Fixed()
    {
        yield return Fixed(
            "Body of an answer", AnswerBody.MostKept, "How much of an answer's body is read and kept; then the connection is dropped.");
        yield return Fixed(
            "Headers of an answer", ReceiverConnections.MostHeaderBytes, "An answer with larger headers is not read.");
    }

    private static DeliverySetting Fixed(string name, int bytes, string meaning)
    {
        var value = new SettingValue(bytes, AttemptWords.Size(bytes));

        return new(SettingWords.Sizes, name, value, value, meaning, Key: null);
    }

    private static SettingValue Value(SettingWords words, object? value) =>
        new(SettingText.Raw(value), words.Text?.Invoke(value) ?? SettingText.Of(value));
}
