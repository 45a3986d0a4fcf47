using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;

namespace WebhookStudio.Features.Workflows;

/// <summary>What people are called on screens.</summary>
internal static class PeopleNames
{
    /// <summary>Gets the name of a person; the email address where there is none.</summary>
    public static async Task<string> OfAsync(StudioDbContext db, string email, CancellationToken cancellationToken) =>
        (await OfAsync(db, [email], cancellationToken))(email);

    /// <summary>Gets what names people by their email addresses.</summary>
    public static async Task<Func<string, string>> OfAsync(
        StudioDbContext db, IEnumerable<string> emails, CancellationToken cancellationToken)
    {
        var asked = emails.Distinct().ToList();
        var found = await db.Users.Where(user => asked.Contains(user.Email!))
            .Select(user => new { user.Email, user.DisplayName })
            .ToListAsync(cancellationToken);
        var names = found.Where(user => !string.IsNullOrWhiteSpace(user.DisplayName))
            .DistinctBy(user => user.Email)
            .ToDictionary(user => user.Email!, user => user.DisplayName);

        return email => names.GetValueOrDefault(email, email);
    }
}
