using System.ComponentModel.DataAnnotations;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests.Features.Access;

public sealed class OwnerOptionsTests
{
    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("ada@bakery.example", "croissant mit butter", "a-configured-key-of-mine", null)]
    [InlineData("ada", "croissant mit butter", null, "WebhookStudio:Owner:Email")]
    [InlineData("ada@bakery.example", "short", null, "WebhookStudio:Owner:Password")]
    [InlineData("ada@bakery.example", null, null, "WebhookStudio:Owner:Password")]
    [InlineData(null, "croissant mit butter", null, "WebhookStudio:Owner:Email")]
    [InlineData(null, null, "too short", "WebhookStudio:Owner:ApiKey")]
    public void Validate_Values_NamesTheKeyToSet(string? email, string? password, string? key, string? named)
    {
        var options = new OwnerOptions { Email = email, Password = password, ApiKey = key };
        var problems = new List<ValidationResult>();

        var valid = Validator.TryValidateObject(options, new(options), problems, validateAllProperties: true);

        Assert.Equal(named is null, valid);
        Assert.All(problems, problem => Assert.StartsWith(named!, problem.ErrorMessage, StringComparison.Ordinal));
    }
}
