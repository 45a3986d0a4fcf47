using System.Diagnostics;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Bench.Receiver;

namespace WebhookStudio.Bench.Measurements;

/// <summary>Submits tasks and sees when their webhooks come.</summary>
internal static class LatencyProbe
{
    /// <summary>How many submits go before those that count.</summary>
    public const int WarmUp = 400;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Submits one task after another, 20 ms apart, each when the one before is answered.</summary>
    public static Task<LatencyTimes> OneAtATimeAsync(
        Studio studio, IReadOnlyList<string> tasks, CancellationToken stopping) =>
        MeasureAsync(studio, tasks.Count, async times =>
        {
            using var pause = new PeriodicTimer(Pause);

            foreach (var task in tasks)
            {
                await pause.WaitForNextTickAsync(stopping);
                times.Add(await SubmitAsync(studio, task, stopping));
            }
        }, stopping);

    /// <summary>Submits tasks at a steady rate, whether the ones before are answered or not.</summary>
    public static Task<LatencyTimes> AtRateAsync(
        Studio studio, IReadOnlyList<string> tasks, TimeSpan apart, CancellationToken stopping) =>
        MeasureAsync(studio, tasks.Count, async times =>
        {
            var started = Stopwatch.GetTimestamp();
            var submits = new List<Task<Submit>>(tasks.Count);

            foreach (var task in tasks)
            {
                var wait = (apart * submits.Count) - Stopwatch.GetElapsedTime(started);
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, TimeProvider.System, stopping);
                submits.Add(SubmitAsync(studio, task, stopping));
            }

            times.AddRange(await Task.WhenAll(submits));
        }, stopping);

    private static async Task<LatencyTimes> MeasureAsync(
        Studio studio, int count, Func<List<Submit>, Task> submit, CancellationToken stopping)
    {
        var submits = new List<Submit>(count);
        await studio.Sink.ResetAsync(SinkMode.Remember, count, stopping);
        await submit(submits);
        await studio.Sink.ReachedAsync(stopping);
        var arrivals = await studio.Sink.ArrivalsAsync(stopping);

        return new(
            submits.ConvertAll(one => Stopwatch.GetElapsedTime(one.SentAt, arrivals[one.Task]).TotalMilliseconds),
            submits.ConvertAll(one => Stopwatch.GetElapsedTime(one.SentAt, one.AnsweredAt).TotalMilliseconds));
    }

    private static async Task<Submit> SubmitAsync(Studio studio, string task, CancellationToken stopping)
    {
        var sent = Stopwatch.GetTimestamp();
        await studio.Api.SubmitAsync(task, stopping);

        return new(task, sent, Stopwatch.GetTimestamp());
    }

    private sealed record Submit(string Task, long SentAt, long AnsweredAt);
}

/// <summary>Milliseconds from sending each submit.</summary>
/// <param name="ToReceiver">Until the receiver had the webhook's headers.</param>
/// <param name="ToAnswer">Until the submit itself was answered.</param>
internal sealed record LatencyTimes(IReadOnlyList<double> ToReceiver, IReadOnlyList<double> ToAnswer);
