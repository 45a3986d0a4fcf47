using Microsoft.AspNetCore.Identity;

namespace WebhookStudio.Data.Accounts;

/// <summary>A person who signs in. The email address is the user name.</summary>
public sealed class StudioUser : IdentityUser
{
    /// <summary>Gets or sets what the person is called on screens; the email address when empty.</summary>
    public string DisplayName { get; set; } = "";
}
