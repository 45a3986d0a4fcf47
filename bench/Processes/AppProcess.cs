using System.Net;
using System.Net.Sockets;

namespace WebhookStudio.Bench.Processes;

/// <summary>The published application with its default configuration, but for where it listens, where it stores,
/// and who owns it.</summary>
internal sealed class AppProcess : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>();

    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    /// <param name="app">The folder with the published application.</param>
    /// <param name="data">Its data folder.</param>
    /// <param name="settings">What else its configuration says.</param>
    /// <param name="owner">Who owns it; somebody whom only the measurements know if it is left out.</param>
    public AppProcess(
        string app, string data, IReadOnlyDictionary<string, string>? settings = null, StudioOwner? owner = null)
    {
        owner ??= StudioOwner.Bench;
        var url = $"http://127.0.0.1:{FreePort()}";
        _process = new(Path.Combine(app, "WebhookStudio.dll"), ["--urls", url], new Dictionary<string, string>(settings ?? Defaults)
        {
            ["WebhookStudio__DataDirectory"] = data,
            ["WebhookStudio__Owner__Email"] = owner.Email,
            ["WebhookStudio__Owner__Password"] = owner.Password,
            ["WebhookStudio__Owner__ApiKey"] = owner.ApiKey,
        });
        _client = new() { BaseAddress = new(url), Timeout = TimeSpan.FromMinutes(5) };
        Api = new(_client, owner.ApiKey);
    }

    public StudioApi Api { get; }

    /// <summary>Gets a client of the API that sends the owner's key.</summary>
    public HttpClient Client => _client;

    public ProcessUsage Usage => _process.Usage;

    /// <summary>Gets the monotonic clock just before the start.</summary>
    public long StartedAt => _process.StartedAt;

    /// <summary>Waits until a page answers 200.</summary>
    public Task WaitForAsync(string page, CancellationToken stopping) =>
        Poll.UntilAsync(page, TimeSpan.FromMilliseconds(20), () => AnswersAsync(page, stopping), stopping);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AnswersAsync(string page, CancellationToken stopping)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"The application ended:\n{_process.LastLines}");
        }

        try
        {
            using var answer = await _client.GetAsync(page, stopping);

            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>The account that an application is started with.</summary>
internal sealed record StudioOwner(string Email, string Password, string ApiKey)
{
    public static StudioOwner Bench { get; } = new("bench@studio.example", "bench-bench-bench", StudioApi.Key);

    /// <summary>Gets the owner of a filled database: the one of the examples.</summary>
    public static StudioOwner Bakery { get; } = new("ada@bakery.example", "croissant-croissant", "test-key-0123456789");
}
