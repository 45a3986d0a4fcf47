using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WebhookStudio.Bench.Jobs;

/// <summary>A PostgreSQL server of its own on loopback, with the defaults of its package; gone with its data when disposed.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql";

    // The server refuses to run as root.
    private const string NobodysId = "65534";

    private readonly string _folder = Directory.CreateTempSubdirectory("bench-postgres-").FullName;
    private readonly string _programs;

    private PostgresCluster(string programs) => _programs = programs;

    public string ConnectionString { get; private set; } = "";

    /// <summary>Makes a cluster and starts it.</summary>
    /// <returns><see langword="null"/> if PostgreSQL is not installed.</returns>
    public static async Task<PostgresCluster?> StartAsync(CancellationToken stopping)
    {
        if (!Directory.Exists(Programs) || Directory.GetDirectories(Programs).Order().LastOrDefault() is not { } version)
        {
            return null;
        }

        var cluster = new PostgresCluster(Path.Combine(version, "bin"));

        try
        {
            await cluster.StartServerAsync(stopping);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }

        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync([Program("pg_ctl"), "stop", "-D", Data, "-m", "immediate", "-s"], CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private async Task StartServerAsync(CancellationToken stopping)
    {
        var port = FreePort();

        if (Environment.UserName == "root")
        {
            await RunAsync(["chown", NobodysId, _folder], stopping, asOwner: false);
        }

        await RunOrThrowAsync([Program("initdb"), "-D", Data, "-U", "bench", "-A", "trust", "-E", "UTF8"], stopping);
        await RunOrThrowAsync(
            [
                Program("pg_ctl"), "start", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"),
                "-o", $"-p {port} -k {_folder} -c listen_addresses=127.0.0.1",
            ],
            stopping);

        // Every worker holds connections, and the four producers.
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=bench;Database=postgres;Maximum Pool Size=90";
    }

    private async Task RunOrThrowAsync(string[] command, CancellationToken stopping)
    {
        if (await RunAsync(command, stopping) != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(command[0])} failed.");
        }
    }

    private async Task<int> RunAsync(string[] command, CancellationToken stopping, bool asOwner = true)
    {
        string[] whole = asOwner && Environment.UserName == "root"
            ? ["setpriv", "--reuid", NobodysId, "--regid", NobodysId, "--clear-groups", .. command]
            : command;
        var start = new ProcessStartInfo(whole[0], whole[1..]) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;

        // The server keeps what pg_ctl was given; reading to the end would wait for it.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await process.WaitForExitAsync(stopping).WaitAsync(TimeSpan.FromMinutes(2), stopping);

        return process.ExitCode;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Program(string name) => Path.Combine(_programs, name);
}
