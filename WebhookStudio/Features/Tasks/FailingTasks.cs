using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>The tasks whose webhook failed, and why.</summary>
/// <param name="Held">Those that wait for a person.</param>
/// <param name="Retrying">Those that are retried by themselves.</param>
/// <param name="Causes">The reasons, the most frequent first.</param>
/// <param name="Stages">The stages they are in.</param>
/// <param name="NoSuccessSince">The first failure after the last accepted webhook, if all of the tasks are in one stage
/// and nothing has been accepted there since.</param>
public sealed record FailingTasks(
    int Held,
    int Retrying,
    IReadOnlyList<FailureCause> Causes,
    IReadOnlyList<FailingStage> Stages,
    DateTimeOffset? NoSuccessSince)
{
    public static FailingTasks None { get; } = new(0, 0, [], [], null);

    public int Count => Held + Retrying;
}

/// <summary>A reason why webhooks failed.</summary>
/// <param name="Outcome">How the last attempt ended.</param>
/// <param name="StatusCode">The number answered, if one was.</param>
/// <param name="Held">The held tasks with this reason.</param>
/// <param name="Retrying">The retried tasks with this reason.</param>
public sealed record FailureCause(AttemptOutcome Outcome, int? StatusCode, int Held, int Retrying)
{
    public string Status => AttemptOutcomes.Status(Outcome, StatusCode);

    public int Count => Held + Retrying;
}

/// <summary>A stage with tasks whose webhook failed.</summary>
/// <param name="Id">The stage.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Target">Host and path of the live URL.</param>
/// <param name="Timeout">How long an attempt may take.</param>
/// <param name="Next">What the stage is called that tasks leave to; <see langword="null"/> if none is connected.</param>
/// <param name="Count">How many of the tasks are in it.</param>
public sealed record FailingStage(
    StageId Id, string Name, string Target, TimeSpan Timeout, string? Next, int Count);
