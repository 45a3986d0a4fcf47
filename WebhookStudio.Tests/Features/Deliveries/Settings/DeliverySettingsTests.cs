using System.Reflection;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Addresses;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Features.Deliveries.Settings;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Settings;

public class DeliverySettingsTests
{
    private static readonly string[] AllKeys =
        [.. Keys<DeliveryOptions>("WebhookStudio:Delivery"), .. Keys<AddressOptions>("WebhookStudio:Delivery"), .. Keys<RetentionOptions>("WebhookStudio:Retention"), .. Keys<JobOptions>("WebhookStudio:Jobs"),
            .. Keys<AlertOptions>("WebhookStudio:Alerts")];

    [Fact]
    public void Groups_Always_ListEveryOptionOnce() => Assert.Equal(
        AllKeys.Order(), List(new()).Select(setting => setting.Key).OfType<string>().Order());

    [Fact]
    public void Words_EveryOption_HasSome() =>
        Assert.All(AllKeys, key => Assert.True(SettingWords.Has(key), $"SettingWords says nothing about {key}."));

    [Fact]
    public void Groups_EveryOption_IsReadFromTheOptionsInEffect()
    {
        // Every property is set to something else than its default, whatever its type.
        var options = new DeliveryOptions();
        var properties = typeof(DeliveryOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance);

        foreach (var property in properties)
        {
            property.SetValue(options, Other(property.GetValue(options), property.PropertyType));
        }

        var unchanged = List(options).Where(setting => properties.Any(property => setting.Key == $"WebhookStudio:Delivery:{property.Name}") && !setting.IsChanged);

        Assert.Empty(unchanged.Select(setting => setting.Key));
    }

    [Theory]
    [InlineData("WebhookStudio:Delivery:RetryDelays", "5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h")]
    [InlineData("WebhookStudio:Delivery:RetryJitter", "20 %")]
    [InlineData("WebhookStudio:Delivery:LongestRetryAfter", "24 h")]
    [InlineData("WebhookStudio:Delivery:ConnectTimeout", "5 s")]
    [InlineData("WebhookStudio:Retention:Bodies", "30 days")]
    [InlineData("WebhookStudio:Retention:Logs", "90 days")]
    [InlineData("WebhookStudio:Jobs:Workers", "24")]
    [InlineData("WebhookStudio:Alerts:After", "1 min")]
    [InlineData("WebhookStudio:Alerts:RemindAfter", "1 h")]
    [InlineData("WebhookStudio:Alerts:CalmFor", "5 min")]
    public void Groups_Defaults_AreInWords(string key, string text) =>
        Assert.Equal(text, List(new()).Single(setting => setting.Key == key).Default.Text);

    [Fact]
    public void Groups_KeptForGood_SaySo()
    {
        var settings = new DeliverySettings(
            Options.Create(new DeliveryOptions()), Options.Create(new AddressOptions()), Options.Create(new RetentionOptions { Logs = TimeSpan.Zero }), Options.Create(new JobOptions()), Options.Create(new AlertOptions()));

        var logs = settings.Groups.SelectMany(group => group).Single(setting => setting.Key == "WebhookStudio:Retention:Logs");

        Assert.Equal(("kept for good", true), (logs.Value.Text, logs.IsChanged));
    }

    [Theory]
    [InlineData("Body of an answer", "64 KB")]
    [InlineData("Headers of an answer", "32 KB")]
    [InlineData("Whole attempt", "10 s")]
    [InlineData("Requests at once", "32")]
    public void Groups_WhatIsFixedOrTheStages_IsThereWithoutAKey(string name, string text)
    {
        var setting = List(new()).Single(setting => setting.Name == name);

        Assert.Equal((text, null), (setting.Value.Text, setting.Key));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.25, "250 ms")]
    [InlineData(5, "5 s")]
    [InlineData(90, "90 s")]
    [InlineData(7_200, "2 h")]
    [InlineData(86_400, "24 h")]
    [InlineData(172_800, "2 days")]
    public void Time_Seconds_IsWrittenExactly(double seconds, string expected) =>
        Assert.Equal(expected, SettingText.Time(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Option_WithoutWords_IsCalledByItsOwnName() =>
        Assert.Equal(("Other", "Longest pause"), (SettingWords.Of("WebhookStudio:Delivery:LongestPause").Group, SettingWords.Of("A:LongestPause").Name));

    [Fact]
    public void OutcomeTable_Answers_HasTheCodesOfTheDomain()
    {
        Assert.Equal("408, 425, 429, 500 to 599", OutcomeTable.Rows[0].Codes);
        Assert.Equal(AfterAttempt.Retry, OutcomeTable.Rows[0].Then);
        Assert.StartsWith("100 to 407, 409 to 424", OutcomeTable.Rows[1].Codes, StringComparison.Ordinal);
        Assert.Equal(AfterAttempt.Stop, OutcomeTable.Rows[1].Then);
    }

    [Fact]
    public async Task OutcomeTable_EveryOutcome_IsWhatADeliveryDoes()
    {
        await using var scene = await ListScene.CreateAsync();

        foreach (var outcome in Enum.GetValues<AttemptOutcome>().Where(outcome => outcome is not AttemptOutcome.Answered))
        {
            var delivery = scene.Owe(scene.AddTask($"{outcome}.png", scene.Webhook, ListScene.Now));
            scene.Attempt(delivery, outcome, null, ListScene.Now, RetrySchedule.StandardWebhooks);

            var expected = OutcomeTable.Rows.Single(row => row.Outcome == outcome.Word).Then switch
            {
                AfterAttempt.Retry => DeliveryStatus.Retrying,
                AfterAttempt.Again => DeliveryStatus.Pending,
                _ => DeliveryStatus.Held,
            };
            Assert.Equal((outcome, expected), (outcome, delivery.Status));
        }
    }

    private static IEnumerable<DeliverySetting> List(DeliveryOptions options) =>
        new DeliverySettings(Options.Create(options), Options.Create(new AddressOptions()), Options.Create(new RetentionOptions()), Options.Create(new JobOptions()), Options.Create(new AlertOptions()))
            .Groups.SelectMany(group => group);

    private static IEnumerable<string> Keys<T>(string section) =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"{section}:{property.Name}");

    private static object Other(object? value, Type type) => value switch
    {
        TimeSpan time => time + TimeSpan.FromSeconds(7),
        null when type == typeof(TimeSpan?) => TimeSpan.FromSeconds(7),
        TimeSpan[] => new[] { TimeSpan.FromSeconds(7) },
        int number => number + 7,
        long number => number + 7,
        double number => number + 0.07,
        bool flag => !flag,
        _ when type == typeof(string) => $"{value}7",
        _ when type == typeof(string[]) => new[] { "7" },
        _ => throw new NotSupportedException($"Say here what else a {type} can be."),
    };
}
