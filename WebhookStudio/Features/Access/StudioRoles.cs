namespace WebhookStudio.Features.Access;

/// <summary>The roles a signed-in person can have.</summary>
public static class StudioRoles
{
    /// <summary>Draws workflows, sees logs, jobs and API keys, re-runs webhooks. The owner is a manager.</summary>
    public const string Manager = "Manager";

    /// <summary>Labels tasks and sees them.</summary>
    public const string Labeler = "Labeler";
}
