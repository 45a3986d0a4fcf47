using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WebhookStudio.Tests.TestKit;

/// <summary>Keeps what the application logs from warnings on.</summary>
internal sealed class LogCollector : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Waits until a line holds a text.</summary>
    public Task<string> WaitForAsync(string text, CancellationToken cancellationToken) => Eventually.GetAsync(
        () => Task.FromResult(_lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) ?? ""),
        line => line.Length > 0,
        cancellationToken);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _lines.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }

    public void Dispose()
    {
    }
}
