using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Tests.TestKit;

/// <summary>A receiver on a loopback port of its own: answers as told, and hands out what it was sent.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedWebhook> _received = Channel.CreateUnbounded<ReceivedWebhook>();
    private readonly Queue<Func<HttpContext, Task>> _answers = new();
    private readonly WebApplication _app;
    private Func<HttpContext, Task> _otherwise = Status(HttpStatusCode.OK);

    private WebhookReceiver(WebApplication app) => _app = app;

    public string Url => $"{_app.Urls.Single()}/hook";

    public static async Task<WebhookReceiver> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();

        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.MapPost("/hook", receiver.ReceiveAsync);
        await receiver._app.StartAsync();

        return receiver;
    }

    /// <summary>Queues the answers to the next requests.</summary>
    public WebhookReceiver Answers(params HttpStatusCode[] statuses)
    {
        foreach (var status in statuses)
        {
            Answers(Status(status));
        }

        return this;
    }

    /// <summary>Queues an answer of any kind to the next request.</summary>
    public WebhookReceiver Answers(Func<HttpContext, Task> answer)
    {
        lock (_answers)
        {
            _answers.Enqueue(answer);
        }

        return this;
    }

    /// <summary>Sets the answer to every request for which none is queued; 200 until then.</summary>
    public WebhookReceiver AlwaysAnswers(HttpStatusCode status)
    {
        _otherwise = Status(status);

        return this;
    }

    /// <summary>Waits for the next request.</summary>
    public async Task<ReceivedWebhook> NextAsync(CancellationToken cancellationToken) =>
        await _received.Reader.ReadAsync(cancellationToken);

    /// <summary>Takes what has been received and not yet asked for.</summary>
    public IReadOnlyList<ReceivedWebhook> TakeAll()
    {
        var all = new List<ReceivedWebhook>();

        while (_received.Reader.TryRead(out var next))
        {
            all.Add(next);
        }

        return all;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Func<HttpContext, Task> Status(HttpStatusCode status) => context =>
    {
        context.Response.StatusCode = (int)status;

        return context.Response.WriteAsync(status is HttpStatusCode.OK ? "ok" : "no");
    };

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        await _received.Writer.WriteAsync(new(body.ToArray(), headers));

        Func<HttpContext, Task> answer;

        lock (_answers)
        {
            answer = _answers.TryDequeue(out var queued) ? queued : _otherwise;
        }

        await answer(context);
    }
}

/// <summary>A request as it arrived.</summary>
public sealed record ReceivedWebhook(byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public bool IsSignedWith(string secret) =>
        Header(WebhookSignature.HubHeader) == WebhookSignature.Hub(secret, Body);
}
