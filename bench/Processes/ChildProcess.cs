using System.Diagnostics;

namespace WebhookStudio.Bench.Processes;

/// <summary>A .NET program in a process of its own, killed when disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 30;

    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<string> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="assembly">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">Environment variables besides those of this program.</param>
    public ChildProcess(
        string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
        };

        // What happens to be set for this program must not change what is measured.
        start.Environment.Remove("ASPNETCORE_URLS");
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("DOTNET_ENVIRONMENT");

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        StartedAt = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        Usage = new(_process.Id);
        CpuWatch.Own(Usage);
    }

    /// <summary>Gets the monotonic clock just before the start.</summary>
    public long StartedAt { get; }

    public ProcessUsage Usage { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Gets the end of what the program printed.</summary>
    public string LastLines
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    public Task<string> FirstLineAsync(CancellationToken stopping) => _firstLine.Task.WaitAsync(stopping);

    public async ValueTask DisposeAsync()
    {
        CpuWatch.Disown(Usage);

        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            _firstLine.TrySetException(new InvalidOperationException($"The program ended early: {LastLines}"));

            return;
        }

        _firstLine.TrySetResult(line);

        lock (_lines)
        {
            _lines.Enqueue(line);

            if (_lines.Count > LinesKept)
            {
                _lines.Dequeue();
            }
        }
    }
}
