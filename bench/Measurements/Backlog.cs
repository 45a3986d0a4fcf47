using System.Diagnostics;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Measurements;

/// <summary>A backlog of held deliveries that is re-run at once through the API.</summary>
internal static class Backlog
{
    /// <summary>Makes the backlog, then re-runs it.</summary>
    /// <param name="studio">The application, without any project yet.</param>
    /// <param name="backlog">How large it is, and what it meets.</param>
    /// <param name="stopping">Gives up.</param>
    public static async Task<DrainTimes> DrainAsync(Studio studio, BacklogPlan backlog, CancellationToken stopping)
    {
        var project = await studio.CreateHeldAsync(backlog.Count, stopping);
        await studio.Sink.ResetAsync(backlog.Mode, backlog.Answers, stopping);
        studio.Usage.ResetPeak();

        var cpu = studio.Usage.CpuSeconds;
        var started = Stopwatch.GetTimestamp();
        await studio.Api.RerunAsync(project, stopping);
        var answered = await studio.Sink.ReachedAsync(stopping);

        if (backlog.Answers == backlog.Count)
        {
            await studio.SettledAsync(project, stopping);
        }

        return new(project, Stopwatch.GetElapsedTime(started, answered), Stopwatch.GetElapsedTime(started))
        {
            CpuSeconds = studio.Usage.CpuSeconds - cpu,
        };
    }
}

/// <summary>A backlog that is to be made and re-run.</summary>
/// <param name="Count">How many deliveries.</param>
/// <param name="Mode">How the receiver answers them.</param>
/// <param name="Answers">How many answers of 200 end the clock; if it is all, they must be settled, too.</param>
internal sealed record BacklogPlan(int Count, SinkMode Mode, int Answers);

/// <summary>How a backlog went.</summary>
/// <param name="Project">The project with the tasks.</param>
/// <param name="ToAnswers">From the call that re-runs it to the last answer waited for.</param>
/// <param name="ToSettled">From the same call until no task is left in the stage.</param>
internal sealed record DrainTimes(string Project, TimeSpan ToAnswers, TimeSpan ToSettled)
{
    public double CpuSeconds { get; init; }
}
