using System.Diagnostics;
using System.Threading.Channels;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>A <see cref="JobProgram"/> under way, and what it prints.</summary>
internal sealed class JobProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public JobProcess(string mode, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(JobProcess).Assembly.Location, JobProgram.Command, mode, folder])
        {
            RedirectStandardOutput = true,
        };
        StartedAt = TimeProvider.System.GetTimestamp();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>Gets the monotonic clock just before the start.</summary>
    public long StartedAt { get; }

    /// <summary>Waits for the next line it prints.</summary>
    public async Task<string> NextLineAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));

        return await _lines.Reader.ReadAsync(limit.Token);
    }

    /// <summary>Ends the process at once, without a chance to clean up (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete(new InvalidOperationException("The process has ended."));
        }
        else
        {
            _lines.Writer.TryWrite(line);
        }
    }
}
