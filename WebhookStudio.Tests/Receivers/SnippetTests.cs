using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Workflows.Panels;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Receivers;

/// <summary>The receivers to copy are run as they stand: they take what is signed rightly, and refuse the rest.</summary>
public sealed class SnippetTests : IDisposable
{
    private const string Body = """{"externalId":"Le Croissànt 🥐.png","task":{"tools":[]}}""";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Receivers => new()
    {
        { "python", "https://ml.bakery.example/hook" },
        { "python", "https://ml.bakery.example/it's/caf%C3%A9%20au%20lait/" },
        { "node", "https://ml.bakery.example/hook" },
        { "node", "https://ml.bakery.example/it's/caf%C3%A9%20au%20lait/?key=1" },
        { "csharp", "https://ml.bakery.example/it's/caf%C3%A9" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Receivers))]
    public async Task Receiver_Copied_ChecksTheSignature(string language, string url)
    {
        var snippet = ReceiverSnippets.All.Single(each => each.Id == language);
        var path = ReceiverSnippets.PathOf(url);
        var port = StudioProcess.FreePort();
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, snippet.File), snippet.Write(path), Cancelled);

        using var receiver = Start(language, port);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        // C# is compiled first.
        await Eventually.GetAsync(() => IsListeningAsync(port), listening => listening, Cancelled, TimeSpan.FromMinutes(3));

        try
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(client, path, WebhookSignature.Hub(ReceiverSnippets.SecretPlace, Bytes)));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, path, WebhookSignature.Hub("another_key", Bytes)));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, path, "nonsense"));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, path, null));
        }
        finally
        {
            receiver.Kill(entireProcessTree: true);
            await receiver.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("https://ml.bakery.example/%3Cint:x%3E/{y}", "/<path:path>", "/{**path}")]
    [InlineData("not a url", "/hook", "/hook")]
    [InlineData("https://ml.bakery.example", "/", "/")]
    public void Receiver_OddPath_HasARouteThatTakesIt(string url, string flask, string minimal)
    {
        var path = ReceiverSnippets.PathOf(url);

        Assert.Contains($"@app.route('{flask}'", ReceiverSnippets.All[0].Write(path), StringComparison.Ordinal);
        Assert.Contains($"app.MapPost(\"{minimal}\"", ReceiverSnippets.All[2].Write(path), StringComparison.Ordinal);
    }

    private static byte[] Bytes => System.Text.Encoding.UTF8.GetBytes(Body);

    private Process Start(string language, int port)
    {
        var start = language switch
        {
            "python" => new ProcessStartInfo("/usr/bin/python3", ["-m", "flask", "--app", "receiver", "run", "--port", $"{port}"]),
            "node" => new ProcessStartInfo("node", ["receiver.js"]) { Environment = { ["PORT"] = $"{port}" } },
            _ => new ProcessStartInfo("dotnet", ["run", "receiver.cs", "--urls", $"http://127.0.0.1:{port}"]),
        };
        start.WorkingDirectory = _folder.Path;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        return process;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(Bytes) { Headers = { ContentType = new("application/json", "utf-8") } },
        };

        if (signature is not null)
        {
            request.Headers.Add(WebhookSignature.HubHeader, signature);
        }

        using var answer = await client.SendAsync(request, Cancelled);

        return answer.StatusCode;
    }

    private static async Task<bool> IsListeningAsync(int port)
    {
        using var client = new TcpClient();

        try
        {
            await client.ConnectAsync("127.0.0.1", port);

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
