using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Overview;

/// <summary>Knows how far a project is on the way to its first delivery. Everything is read from what has really happened.</summary>
public interface IFirstSteps
{
    /// <summary>Reads the steps; <see langword="null"/> if there is no such project.</summary>
    Task<FirstSteps?> ReadAsync(Id<Project> project, CancellationToken cancellationToken);
}

/// <summary>The way to the first delivery.</summary>
public sealed record FirstSteps
{
    /// <summary>Gets the first Webhook stage; <see langword="null"/> if the workflow has none.</summary>
    public Stage? Webhook { get; init; }

    /// <summary>Gets the first Label stage; <see langword="null"/> if the workflow has none.</summary>
    public Stage? Label { get; init; }

    /// <summary>Gets whether the stage sends to the test receiver of the project.</summary>
    public bool UsesTestReceiver { get; init; }

    /// <summary>Gets the newest test that was accepted.</summary>
    public LogLine? Test { get; init; }

    /// <summary>Gets how many tasks there are.</summary>
    public required int Tasks { get; init; }

    /// <summary>Gets the name of a batch of them, if there is one.</summary>
    public string? Batch { get; init; }

    /// <summary>Gets whether a person has submitted a task.</summary>
    public required bool HasSubmitted { get; init; }

    /// <summary>Gets the newest attempt other than tests, however it ended.</summary>
    public LogLine? Last { get; init; }

    /// <summary>Gets the newest attempt other than tests that was accepted.</summary>
    public LogLine? Delivered { get; init; }

    /// <summary>Gets whether a re-run was accepted: something had failed, and was delivered in the end.</summary>
    public required bool HasRerun { get; init; }

    public bool HasUrl => Webhook?.Settings is WebhookStageSettings settings && WebhookUrl.Problem(settings.Url) is null;

    /// <summary>Gets which steps are done, in their order.</summary>
    public IReadOnlyList<bool> Done => [HasUrl, Test is not null, Tasks > 0, HasSubmitted, Delivered is not null, HasRerun];

    /// <summary>Gets how many steps are done.</summary>
    public int Count => Done.Count(done => done);

    /// <summary>Gets the number of the first step that is not done, from 0; <see langword="null"/> if all are.</summary>
    public int? Current => Count == Done.Count ? null : Done.TakeWhile(done => done).Count();

    /// <summary>Gets whether a webhook was delivered: whoever has come so far needs neither a test nor a failure.</summary>
    public bool IsDone => Delivered is not null;
}
