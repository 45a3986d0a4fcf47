using System.ComponentModel.DataAnnotations;

namespace WebhookStudio.Features.Access;

/// <summary>The owner of an unattended start; without an email address people set the instance up in the browser.</summary>
public sealed class OwnerOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "WebhookStudio:Owner";

    /// <summary>Gets or sets the owner's email address.</summary>
    public string? Email { get; set; }

    /// <summary>Gets or sets the first password, at least ten characters. Never changes the password of an existing owner.</summary>
    public string? Password { get; set; }

    /// <summary>Gets or sets an API key of the owner's, at least 16 characters.</summary>
    public string? ApiKey { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Email is { Length: > 0 } && !new EmailAddressAttribute().IsValid(Email))
        {
            yield return new($"{SectionName}:Email is no email address. Set it to the address the owner signs in with.");
        }

        if (Email is { Length: > 0 } && (Password?.Length ?? 0) < AccessModule.PasswordLength)
        {
            yield return new($"{SectionName}:Password needs at least {AccessModule.PasswordLength} characters. Set it, or remove {SectionName}:Email.");
        }

        if (Password is { Length: > 0 } && string.IsNullOrEmpty(Email))
        {
            yield return new($"{SectionName}:Email is missing. Set it, or remove {SectionName}:Password.");
        }

        if (ApiKey is { Length: > 0 and < ApiKeySecret.MinimumLength })
        {
            yield return new($"{SectionName}:ApiKey needs at least {ApiKeySecret.MinimumLength} characters.");
        }
    }
}
