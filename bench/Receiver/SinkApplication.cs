using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace WebhookStudio.Bench.Receiver;

/// <summary>Answers the requests to the receiver.</summary>
internal sealed class SinkApplication : IHttpApplication<IFeatureCollection>
{
    private const int FlakyEvery = 20;

    private static readonly TimeSpan SlowBy = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] Ok = "ok"u8.ToArray();

    private readonly ConcurrentDictionary<string, bool> _hung = new();
    private SinkCounter _counter = new(SinkMode.Accept, target: 0);
    private long _hanging;

    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    public void DisposeContext(IFeatureCollection context, Exception? exception)
    {
        // Kestrel owns the features.
    }

    public Task ProcessRequestAsync(IFeatureCollection context)
    {
        // When the first line and the headers have come: the body is on its way.
        var now = Stopwatch.GetTimestamp();
        var request = context.Get<IHttpRequestFeature>()!;

        return request.Path switch
        {
            SinkPaths.Hook => HookAsync(context, request, Volatile.Read(ref _counter), now),
            SinkPaths.Reset => Reset(context, request),
            SinkPaths.Counts => WriteAsync(context, _counter.Counts(Interlocked.Read(ref _hanging), _hung.Count)),
            SinkPaths.Arrivals => WriteAsync(context, _counter.Arrivals),
            SinkPaths.Sample => WriteAsync(context, _counter.Sample),
            { } path when path.StartsWith(SinkPaths.Hang, StringComparison.Ordinal) => HangAsync(context, path),
            _ => RespondAsync(context, 404, Ok),
        };
    }

    private static async Task HookAsync(
        IFeatureCollection context, IHttpRequestFeature request, SinkCounter counter, long now)
    {
        var number = counter.Arrive(now);
        await ReadAsync(context, request, counter, now);

        if (counter.Mode is SinkMode.Hold)
        {
            await LeftAsync(context);

            return;
        }

        if (counter.Mode is SinkMode.Slow)
        {
            await Task.Delay(SlowBy, TimeProvider.System);
        }

        var status = counter.Mode switch
        {
            SinkMode.Refuse => 400,
            SinkMode.Flaky when number % FlakyEvery == 0 => 500,
            _ => 200,
        };

        if (status != 500)
        {
            counter.Answer(Stopwatch.GetTimestamp());
        }

        await RespondAsync(context, status, Ok);
    }

    /// <summary>Reads the body to its end, and looks into it only if something is to be remembered.</summary>
    private static async Task ReadAsync(
        IFeatureCollection context, IHttpRequestFeature request, SinkCounter counter, long now)
    {
        var remembers = counter.Mode is SinkMode.Remember || counter.Sample is null;
        var reader = context.Get<IRequestBodyPipeFeature>()!.Reader;
        var read = await reader.ReadAsync();

        while (!read.IsCompleted)
        {
            reader.AdvanceTo(remembers ? read.Buffer.Start : read.Buffer.End, read.Buffer.End);
            read = await reader.ReadAsync();
        }

        if (remembers)
        {
            var body = read.Buffer.ToArray();
            var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
            counter.Keep(new(headers, body));

            if (counter.Mode is SinkMode.Remember)
            {
                counter.Remember(body, now);
            }
        }

        reader.AdvanceTo(read.Buffer.End);
    }

    private async Task HangAsync(IFeatureCollection context, string path)
    {
        Interlocked.Increment(ref _hanging);
        _hung.TryAdd(path, true);
        await LeftAsync(context);
        Interlocked.Decrement(ref _hanging);
    }

    /// <summary>Waits until the client hangs up.</summary>
    private static async Task LeftAsync(IFeatureCollection context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var left = context.Get<IHttpRequestLifetimeFeature>()!.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private Task Reset(IFeatureCollection context, IHttpRequestFeature request)
    {
        var query = QueryHelpers.ParseQuery(request.QueryString);
        _counter = new(
            Enum.Parse<SinkMode>(query["mode"].ToString()),
            long.Parse(query["target"].ToString(), CultureInfo.InvariantCulture));

        return RespondAsync(context, 200, Ok);
    }

    private static Task WriteAsync<T>(IFeatureCollection context, T value) =>
        RespondAsync(context, 200, JsonSerializer.SerializeToUtf8Bytes(value, JsonSerializerOptions.Web));

    private static async Task RespondAsync(IFeatureCollection context, int status, byte[] body)
    {
        var response = context.Get<IHttpResponseFeature>()!;
        response.StatusCode = status;
        response.Headers.ContentLength = body.Length;
        await context.Get<IHttpResponseBodyFeature>()!.Writer.WriteAsync(body);
    }
}
