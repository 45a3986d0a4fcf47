using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Features.Workflows;

/// <summary>Finds what keeps the deliveries of stages waiting: receivers that cannot be reached, and held ones ahead of
/// others in a stage that sends in order.</summary>
public interface IStageHealthReader
{
    /// <summary>Reads the Webhook stages of a project; those with nothing to tell are missing.</summary>
    /// <param name="project">The project.</param>
    /// <param name="live">Its live workflow, which says what is sent in order.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyDictionary<StageId, StageHealth>> ReadAsync(
        Id<Project> project, Workflow live, CancellationToken cancellationToken);
}

/// <summary>What keeps the deliveries of a stage waiting.</summary>
/// <param name="Circuit">Since when its receiver is unreachable, or <see langword="null"/>.</param>
/// <param name="Blocked">What waits behind held deliveries, or <see langword="null"/>.</param>
public sealed record StageHealth(OpenCircuit? Circuit, OrderBlock? Blocked)
{
    public static StageHealth Fine { get; } = new(Circuit: null, Blocked: null);

    /// <summary>Gets both in words, for those who listen; empty if nothing waits.</summary>
    public string Words => string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        if (Circuit is not null)
        {
            yield return "receiver unreachable";
        }

        if (Blocked is not null)
        {
            yield return Blocked.Sentence;
        }
    }
}

/// <summary>The circuit of a stage whose receiver cannot be reached.</summary>
/// <param name="Cause">How the last attempt ended.</param>
/// <param name="Since">When it opened.</param>
/// <param name="ProbeAt">When the next delivery is sent to see whether the receiver is back.</param>
/// <param name="Probes">How many of those have failed.</param>
public sealed record OpenCircuit(AttemptOutcome Cause, DateTimeOffset Since, DateTimeOffset ProbeAt, int Probes);

/// <summary>Deliveries that wait because one ahead of them is held.</summary>
/// <param name="Waiting">How many wait.</param>
/// <param name="Held">How many held ones they wait behind.</param>
/// <param name="First">The external ID of the first of those.</param>
public sealed record OrderBlock(int Waiting, int Held, string First)
{
    /// <summary>Gets for example <c>5 wait behind task3.png, which is held</c>.</summary>
    public string Sentence => $"{Waiting} {(Waiting == 1 ? "waits" : "wait")} behind "
        + (Held == 1 ? $"{First}, which is held" : $"{StageFace.Number(Held, "held task")}, the first is {First}");
}
