using System.Globalization;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>Tells why a stage does not send, and when it tries again.</summary>
public static class CircuitWords
{
    /// <summary>Writes for example <c>Connection refused since 10:14. Next probe in 40 s; 12 deliveries wait.</c></summary>
    /// <param name="circuit">The open circuit.</param>
    /// <param name="waiting">How many deliveries wait for it.</param>
    /// <param name="time">The reader's clock.</param>
    /// <param name="now">The moment.</param>
    public static string Sentence(OpenCircuit circuit, int waiting, BrowserTime time, DateTimeOffset now)
    {
        var left = circuit.ProbeAt - now;
        var probe = left < TimeSpan.FromSeconds(1) ? "A probe is due now" : $"Next probe in {BrowserTime.Span(left)}";

        return $"{circuit.Cause.Word} since {Since(circuit.Since, time, now)}. {probe}; {Waiting(waiting)}.";
    }

    private static string Since(DateTimeOffset since, BrowserTime time, DateTimeOffset now) =>
        time.ToLocal(since).ToString(
            time.ToLocal(since).Date == time.ToLocal(now).Date ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Waiting(int count) => count switch
    {
        0 => "no delivery waits",
        1 => "1 delivery waits",
        _ => $"{StageFace.Number(count, "delivery", "deliveries")} wait",
    };
}
