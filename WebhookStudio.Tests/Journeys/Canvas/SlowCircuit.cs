using System.Threading.Channels;
using Microsoft.Playwright;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>A long way between browser and server: everything that goes over the circuit takes its time, in order.</summary>
public sealed class SlowCircuit(TimeSpan oneWay) : IAsyncDisposable
{
    private readonly CancellationTokenSource _closed = new();

    public Task ThroughAsync(IPage page) => page.RouteWebSocketAsync(_ => true, route =>
    {
        var server = route.ConnectToServer();
        var up = Line(frame => Send(server, frame));
        var down = Line(frame => Send(route, frame));
        route.OnMessage(up);
        server.OnMessage(down);
    });

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _closed.Dispose();
    }

    private Action<IWebSocketFrame> Line(Action<IWebSocketFrame> deliver)
    {
        var line = Channel.CreateUnbounded<(IWebSocketFrame Frame, long Due)>();
        _ = DeliverAsync(line.Reader, deliver, _closed.Token);

        return frame => line.Writer.TryWrite(
            (frame, TimeProvider.System.GetTimestamp() + (long)(oneWay.TotalSeconds * TimeProvider.System.TimestampFrequency)));
    }

    private static async Task DeliverAsync(
        ChannelReader<(IWebSocketFrame Frame, long Due)> line, Action<IWebSocketFrame> deliver, CancellationToken closed)
    {
        try
        {
            await foreach (var (frame, due) in line.ReadAllAsync(closed))
            {
                var wait = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, TimeProvider.System, closed);
                deliver(frame);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static void Send(IWebSocketRoute to, IWebSocketFrame frame)
    {
        if (frame.Binary is { Length: > 0 } bytes)
        {
            to.Send(bytes);
        }
        else
        {
            to.Send(frame.Text ?? "");
        }
    }
}
