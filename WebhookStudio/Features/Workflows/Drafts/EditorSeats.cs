using System.Collections.Concurrent;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Workflows.Drafts;

/// <summary>Knows who has the editor of a workflow open, and lets them hear of each other.</summary>
public interface IEditorSeats
{
    /// <summary>Sits down; disposing the seat leaves. The others are told of both.</summary>
    /// <param name="key">Who, and where.</param>
    /// <param name="changed">Is called, on any thread, when somebody comes, goes, or has changed a draft.</param>
    IEditorSeat Take(DraftKey key, Func<Task> changed);
}

/// <summary>One open editor.</summary>
public interface IEditorSeat : IDisposable
{
    /// <summary>Gets the email addresses of all who have the editor open.</summary>
    IReadOnlyCollection<string> Here { get; }

    /// <summary>Gets whether the application ends: what is not stored must be stored now.</summary>
    bool IsClosing { get; }

    /// <summary>Tells the others, and the other windows of the same person, that a draft has changed.</summary>
    void Tell();
}

/// <inheritdoc />
internal sealed class EditorSeats : IEditorSeats
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Seat, byte> _taken = new();
    private readonly CancellationToken _stopping;

    /// <param name="stopping">Ends with the application. The host waits for what is stored in answer to it.</param>
    public EditorSeats(CancellationToken stopping)
    {
        _stopping = stopping;
        stopping.Register(() => Task.WaitAll([.. _taken.Keys.Select(seat => seat.HearAsync())], LongestFarewell));
    }

    public IEditorSeat Take(DraftKey key, Func<Task> changed)
    {
        var seat = new Seat(this, key, changed);
        _taken[seat] = 0;
        seat.Tell();

        return seat;
    }

    private IEnumerable<Seat> At(Id<Project> project) => _taken.Keys.Where(seat => seat.Key.Project == project);

    private sealed class Seat(EditorSeats seats, DraftKey key, Func<Task> changed) : IEditorSeat
    {
        public DraftKey Key => key;

        public IReadOnlyCollection<string> Here => [.. seats.At(key.Project).Select(seat => seat.Key.Owner).Distinct()];

        public bool IsClosing => seats._stopping.IsCancellationRequested;

        public void Tell()
        {
            if (IsClosing)
            {
                return;
            }

            foreach (var other in seats.At(key.Project).Where(other => other != this))
            {
                _ = Task.Run(other.HearAsync);
            }
        }

        public void Dispose()
        {
            if (seats._taken.TryRemove(this, out _))
            {
                Tell();
            }
        }

        public async Task HearAsync()
        {
            try
            {
                await changed();
            }
            catch (Exception failure) when (failure is ObjectDisposedException or OperationCanceledException)
            {
                // That editor is being closed at this moment.
            }
        }
    }
}
