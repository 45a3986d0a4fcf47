using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Domain.Workflows;

/// <summary>A workflow that is live or was, as it is kept to be looked at and restored. It holds no secrets, only marks of
/// them (<see cref="StoredValues"/>).</summary>
public sealed class WorkflowVersion
{
    /// <summary>How many versions of a project are kept; a save removes what is older.</summary>
    public const int MostKept = 200;

    /// <summary>The longest note, in characters.</summary>
    public const int NoteMaxLength = 500;

    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the number that the workflow had when it was live.</summary>
    public required int Number { get; init; }

    public required Workflow Workflow { get; init; }

    /// <summary>Gets the email address of who saved it.</summary>
    public required string SavedBy { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Gets what the person wrote about it, or <see langword="null"/>.</summary>
    public string? Note { get; init; }

    /// <summary>Keeps the live workflow of a project.</summary>
    /// <exception cref="DomainRuleException">The note is too long.</exception>
    public static WorkflowVersion Of(Project project, string? note = null)
    {
        var trimmed = note?.Trim() ?? "";

        return trimmed.Length > NoteMaxLength
            ? throw new DomainRuleException("version.note", $"A note has at most {NoteMaxLength} characters. Shorten it.")
            : new()
            {
                ProjectId = project.Id,
                Number = project.WorkflowVersion,
                Workflow = StoredValues.Forget(project.Workflow),
                SavedBy = project.WorkflowSavedBy,
                SavedAt = project.WorkflowSavedAt,
                Note = trimmed.Length == 0 ? null : trimmed,
            };
    }
}
