using System.Collections.Concurrent;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Platform;

/// <inheritdoc />
internal sealed partial class ProjectFeed(TimeProvider clock, ILogger<ProjectFeed> logger) : IProjectFeed
{
    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();

    public IDisposable Subscribe(Id<Project> project, Func<Task> changed)
    {
        var subscription = new Subscription(this, project, changed);
        _subscriptions[subscription] = 0;

        return subscription;
    }

    public void Publish(Id<Project> project)
    {
        foreach (var (subscription, _) in _subscriptions)
        {
            if (subscription.Project == project)
            {
                subscription.Signal();
            }
        }
    }

    /// <summary>Runs its callback at once for the first signal, and once more after a pause for all that came meanwhile.</summary>
    private sealed class Subscription(ProjectFeed feed, Id<Project> project, Func<Task> changed) : IDisposable
    {
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
        private readonly CancellationTokenSource _disposed = new();
        private int _signals;

        public Id<Project> Project => project;

        public void Signal()
        {
            if (Interlocked.Increment(ref _signals) == 1)
            {
                _ = Task.Run(DrainAsync);
            }
        }

        public void Dispose()
        {
            feed._subscriptions.TryRemove(this, out _);
            _disposed.Cancel();
        }

        private async Task DrainAsync()
        {
            var seen = 0;

            while (!_disposed.IsCancellationRequested)
            {
                seen = Volatile.Read(ref _signals);
                await CallAsync();
                await Task.Delay(Pause, feed.Clock, CancellationToken.None);

                if (Interlocked.CompareExchange(ref _signals, 0, seen) == seen)
                {
                    return;
                }
            }
        }

        private async Task CallAsync()
        {
            try
            {
                await changed();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A screen that is going away may throw anything; the other screens must still be told.
                Log.CallbackFailed(feed.Logger, failure);
            }
        }
    }

    private TimeProvider Clock => clock;

    private ILogger Logger => logger;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "A screen could not take in a change.")]
        public static partial void CallbackFailed(ILogger logger, Exception exception);
    }
}
