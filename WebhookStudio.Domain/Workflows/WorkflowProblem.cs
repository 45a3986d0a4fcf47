namespace WebhookStudio.Domain.Workflows;

/// <summary>How much a problem weighs.</summary>
public enum ProblemSeverity
{
    /// <summary>Advice; the workflow can be saved.</summary>
    Warning,

    /// <summary>The workflow cannot run; it cannot be saved.</summary>
    Error,
}

/// <summary>Something that is wrong with a workflow.</summary>
/// <param name="Severity">Whether it blocks saving.</param>
/// <param name="Code">Names the rule for programs.</param>
/// <param name="Message">Says what is wrong and what to do.</param>
/// <param name="StageId">The stage concerned, or <see langword="null"/> if it is the workflow as a whole.</param>
/// <param name="Field">The setting concerned, in the names of the API, such as <c>url</c>.</param>
public sealed record WorkflowProblem(
    ProblemSeverity Severity,
    string Code,
    string Message,
    StageId? StageId = null,
    string? Field = null);
