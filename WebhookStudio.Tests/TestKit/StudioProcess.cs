using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WebhookStudio.Tests.TestKit;

/// <summary>The real application in a process of its own, which can be killed like a power cut does it.</summary>
public sealed class StudioProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _log = [];

    private StudioProcess(Process process, string baseUrl)
    {
        _process = process;
        BaseUrl = baseUrl;
    }

    /// <summary>Gets the identifier of the process.</summary>
    public int Id => _process.Id;

    public string BaseUrl { get; }

    /// <summary>Gets what the process has printed so far.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return string.Join('\n', _log);
            }
        }
    }

    /// <summary>Starts the application and waits until it is ready.</summary>
    public static async Task<StudioProcess> StartAsync(
        string dataFolder, CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        var studio = Launch(dataFolder, settings);

        return await studio.BecomesReadyAsync(cancellationToken)
            ? studio
            : throw new InvalidOperationException($"The application ended by itself:\n{studio.Log}");
    }

    /// <summary>Starts the application with a small disk of its own as data folder, and waits until it is ready. The disk goes with
    /// the process, which alone sees it; others reach it as <c>/proc/(id)/root</c>.</summary>
    public static async Task<StudioProcess> StartOnSmallDiskAsync(
        string dataFolder, int megabytes, CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        // A namespace of its own lets also those mount who are not root.
        var mount = $"mount -t tmpfs -o size={megabytes}m tmpfs '{dataFolder}' && exec \"$@\"";
        var studio = Launch(["unshare", "-rm", "sh", "-c", mount, "sh"], "127.0.0.1", dataFolder, settings);

        return await studio.BecomesReadyAsync(cancellationToken)
            ? studio
            : throw new InvalidOperationException($"The application ended by itself:\n{studio.Log}");
    }

    /// <summary>Starts the application without waiting for it.</summary>
    public static StudioProcess Launch(string dataFolder, params (string Name, string Value)[] settings) =>
        Launch([], "127.0.0.1", dataFolder, settings);

    /// <summary>Starts the application at all addresses of the machine, and waits until it is ready.</summary>
    public static async Task<StudioProcess> StartOpenAsync(
        string dataFolder, CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        var studio = Launch([], "0.0.0.0", dataFolder, settings);

        return await studio.BecomesReadyAsync(cancellationToken)
            ? studio
            : throw new InvalidOperationException($"The application ended by itself:\n{studio.Log}");
    }

    private static StudioProcess Launch(
        string[] before, string host, string dataFolder, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var baseUrl = $"http://127.0.0.1:{port}";
        string[] command =
            [.. before, "dotnet", typeof(Program).Assembly.Location, "--urls", $"http://{host}:{port}"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(typeof(Program).Assembly.Location),
        };
        start.Environment["WebhookStudio__DataDirectory"] = dataFolder;
        start.Environment["WebhookStudio__Owner__Email"] = StudioApp.OwnerEmail;
        start.Environment["WebhookStudio__Owner__Password"] = StudioApp.OwnerPassword;
        start.Environment["WebhookStudio__Owner__ApiKey"] = StudioApp.ApiKey;

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var studio = new StudioProcess(Process.Start(start)!, baseUrl);
        studio._process.OutputDataReceived += (_, line) => studio.Note(line.Data);
        studio._process.ErrorDataReceived += (_, line) => studio.Note(line.Data);
        studio._process.BeginOutputReadLine();
        studio._process.BeginErrorReadLine();

        return studio;
    }

    /// <summary>Waits until the application is ready, or gone.</summary>
    /// <returns><see langword="false"/> if the process has ended.</returns>
    public async Task<bool> BecomesReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient();

        return await Eventually.GetAsync(
            async () => _process.HasExited ? false : await IsReadyAsync(client, cancellationToken),
            known => known is not null,
            cancellationToken,
            TimeSpan.FromSeconds(60)) ?? false;
    }

    /// <summary>Waits until the process is gone.</summary>
    public Task WaitForEndAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    /// <summary>Finds a loopback port that nothing uses at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public HttpClient CreateApiClient()
    {
        var client = new HttpClient { BaseAddress = new(BaseUrl) };
        client.DefaultRequestHeaders.Add("apikey", StudioApp.ApiKey);

        return client;
    }

    /// <summary>Ends the process at once, without a chance to clean up (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private async Task<bool?> IsReadyAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync($"{BaseUrl}/healthz", cancellationToken);

            return answer.StatusCode is HttpStatusCode.OK ? true : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            lock (_log)
            {
                _log.Add(line);
            }
        }
    }
}
