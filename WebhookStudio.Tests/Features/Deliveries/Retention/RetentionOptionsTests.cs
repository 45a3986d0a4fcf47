using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Options;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Retention;

public sealed class RetentionOptionsTests
{
    [Theory]
    [InlineData("30", "90", null)]
    [InlineData("30.00:00:00", "30.00:00:00", null)]
    [InlineData("01:00:00", "0", null)]
    [InlineData("0", "0", null)]
    [InlineData("91", "90", "WebhookStudio:Retention:Logs is shorter")]
    [InlineData("0", "90", "WebhookStudio:Retention:Logs is shorter")]
    [InlineData("00:00:30", "90", "WebhookStudio:Retention:Bodies is 00:00:30")]
    [InlineData("-30", "90", "WebhookStudio:Retention:Bodies is -30.00:00:00")]
    [InlineData("30", "40000", "WebhookStudio:Retention:Logs is 40000.00:00:00")]
    public void Validate_Values_NamesTheKeyToSet(string bodies, string logs, string? problem)
    {
        var options = new RetentionOptions
        {
            Bodies = TimeSpan.Parse(bodies, CultureInfo.InvariantCulture),
            Logs = TimeSpan.Parse(logs, CultureInfo.InvariantCulture),
        };
        var problems = new List<ValidationResult>();

        Validator.TryValidateObject(options, new(options), problems, validateAllProperties: true);

        Assert.Equal(problem is null ? [] : [problem], problems.Select(found => found.ErrorMessage![..problem!.Length]));
    }

    [Fact]
    public async Task Start_LogsShorterThanBodies_IsRefusedWithTheKey()
    {
        await using var app = new StudioApp().With("WebhookStudio:Retention:Logs", "7");

        var refusal = Assert.ThrowsAny<OptionsValidationException>(app.Start);

        Assert.Contains("WebhookStudio:Retention:Logs", refusal.Message, StringComparison.Ordinal);
    }
}
