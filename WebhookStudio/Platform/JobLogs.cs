using Hangfire.AspNetCore;
using Hangfire.Logging;

namespace WebhookStudio.Platform;

/// <summary>Takes Hangfire's log to the application's.</summary>
/// <remarks>Hangfire knows one log for the whole process, that of the host that started last. When another host runs on in the
/// same process, a log that is closed must be silent: an exception would end Hangfire's workers.</remarks>
internal sealed class JobLogs(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider _inner = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return new JobLog(_inner.GetLogger(name));
        }
        catch (ObjectDisposedException)
        {
            return new JobLog(inner: null);
        }
    }

    private sealed class JobLog(ILog? inner) : ILog
    {
        public bool Log(Hangfire.Logging.LogLevel logLevel, Func<string>? messageFunc, Exception? exception)
        {
            try
            {
                return inner?.Log(logLevel, messageFunc, exception) ?? false;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }
    }
}
