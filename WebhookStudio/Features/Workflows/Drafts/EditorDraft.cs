using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Workflows.Drafts;

/// <summary>How far the draft on the screen is stored.</summary>
public enum DraftState
{
    /// <summary>There is nothing to store.</summary>
    None,

    /// <summary>It is stored in a moment.</summary>
    Pending,

    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It could not be stored, and is tried again.</summary>
    Failed,
}

/// <summary>Keeps the draft of one open editor stored, and knows who else edits.</summary>
/// <remarks>Everything here happens on the screen's own thread of work, so that edits, stores and saves never mix.</remarks>
internal sealed partial class EditorDraft(
    IWorkflowDrafts drafts, EditorSession session, DraftKey key, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _gone = new();
    private IEditorSeat? _seat;
    private Action<string> _changed = _ => { };
    private Domain.Workflows.Workflow _stored = session.Model.Draft;
    private int _revision;
    private bool _waiting;

    public DraftState State { get; private set; }

    /// <summary>Gets the draft that was there when the editor opened, until the note about it is closed.</summary>
    public DraftView? Restored { get; private set; }

    /// <summary>Gets who else edits, or has a draft.</summary>
    public IReadOnlyList<OtherEditor> Others { get; private set; } = [];

    /// <summary>Gets whether closing the browser now would lose something.</summary>
    public bool IsAtRisk => State is DraftState.Pending or DraftState.Failed;

    private bool IsStored => ReferenceEquals(_stored, session.Model.Draft);

    /// <summary>Goes on with the stored draft, if there is one.</summary>
    public async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (await drafts.FindAsync(key, cancellationToken) is { } draft)
        {
            Adopt(draft, "go on with your draft");
            Restored = session.Model.IsDirty ? draft : null;
        }
    }

    /// <summary>Sits down among the others.</summary>
    /// <param name="seats">Where the others are.</param>
    /// <param name="heard">Is called, on any thread, when one of them changes something; it is to call <see cref="HearAsync"/>.</param>
    /// <param name="changed">Draws the screen again, and says aloud what the text holds, if anything.</param>
    public async Task JoinAsync(IEditorSeats seats, Func<Task> heard, Action<string> changed)
    {
        _changed = changed;
        _seat = seats.Take(key, heard);
        Others = await drafts.ListOthersAsync(key, _seat.Here, _gone.Token);
    }

    /// <summary>Takes notice of an edit: a moment later all edits of that moment are stored together.</summary>
    public void Look()
    {
        if (IsStored || _gone.IsCancellationRequested)
        {
            return;
        }

        State = State is DraftState.Failed ? State : DraftState.Pending;

        if (!_waiting)
        {
            _ = StoreSoonAsync();
        }
    }

    /// <summary>Stores what is not stored yet, now.</summary>
    /// <returns>Whether it is stored.</returns>
    public async Task<bool> FlushAsync()
    {
        await AloneAsync(StoreAsync);

        return !IsAtRisk;
    }

    /// <summary>Makes the draft live; it ends with that.</summary>
    public Task SaveAsync(Func<Task> save) => AloneAsync(async () =>
    {
        await save();
        _revision = 0;
        Restored = null;

        // What was edited while the save was under way is a new draft.
        Settle(session.Model.IsDirty ? session.Model.Live : session.Model.Draft);
        Look();
        _seat?.Tell();
    });

    /// <summary>Takes all edits back.</summary>
    public Task DiscardAsync(CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        await drafts.DiscardAsync(key, cancellationToken);
        await session.DiscardAsync(CancellationToken.None);
        _revision = 0;
        Restored = null;
        Settle();
        _seat?.Tell();
    });

    /// <summary>Puts the draft aside before something takes its place; nothing happens if there are no edits.</summary>
    public async Task KeepAsync(string because, CancellationToken cancellationToken)
    {
        if (session.Model.IsDirty)
        {
            await drafts.KeepAsync(key, Write(), because, cancellationToken);
        }
    }

    /// <summary>Closes the note about the restored draft.</summary>
    public void Dismiss() => Restored = null;

    /// <summary>Looks who is there, and whether another window of the same person has changed the draft.</summary>
    public async Task HearAsync()
    {
        if (_seat is null || _gone.IsCancellationRequested)
        {
            return;
        }

        if (_seat.IsClosing)
        {
            await FlushAsync();

            return;
        }

        Others = await drafts.ListOthersAsync(key, _seat.Here, _gone.Token);

        if (IsStored)
        {
            await AloneAsync(async () =>
            {
                if (IsStored && await drafts.RevisionAsync(key, _gone.Token) != _revision)
                {
                    await FollowAsync();
                }
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_seat?.IsClosing != true)
        {
            await FlushAsync();
        }

        await _gone.CancelAsync();
        _seat?.Dispose();
        _gone.Dispose();
    }

    private async Task StoreSoonAsync()
    {
        _waiting = true;

        try
        {
            while (!IsStored)
            {
                await Task.Delay(State is DraftState.Failed ? RetryPause : Pause, clock, _gone.Token);
                await AloneAsync(StoreAsync);
                _changed("");
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The editor is closed; what was left has been stored with that.
        }
        finally
        {
            _waiting = false;
        }
    }

    private async Task StoreAsync()
    {
        if (IsStored)
        {
            // Edited, and taken back before it was stored.
            Settle();

            return;
        }

        var edited = session.Model.Draft;

        try
        {
            var stored = await drafts.StoreAsync(key, Write(), CancellationToken.None);

            if (stored.IsOvertaken)
            {
                await GiveWayAsync();

                return;
            }

            _revision = stored.Revision;
            Settle(edited);
            _seat?.Tell();
        }
        catch (Exception failure) when (WriteWhenPossible.IsOfDatabase(failure))
        {
            State = DraftState.Failed;
            Log.NotStored(logger, key.Project.Value, failure);
        }
    }

    /// <summary>Another window of the same person was faster: its draft is shown, and this one put aside.</summary>
    private async Task GiveWayAsync()
    {
        if (await drafts.FindAsync(key, CancellationToken.None) is not { } theirs)
        {
            // It was saved or discarded there; what was edited here since is a draft of its own.
            _revision = 0;
            await StoreAsync();

            return;
        }

        await KeepAsync("before the changes of another window came", CancellationToken.None);
        Adopt(theirs, "take the changes of your other window");
        _changed("Changes of your other window are here. Your own are under Versions, and Undo brings them back");
    }

    private async Task FollowAsync()
    {
        if (await drafts.FindAsync(key, _gone.Token) is { } theirs)
        {
            Adopt(theirs, "take the changes of your other window");
        }
        else if (session.Model.IsDirty)
        {
            await session.DiscardAsync(_gone.Token);
            _revision = 0;
            Settle();
        }
    }

    private void Adopt(DraftView draft, string words)
    {
        session.Adopt(draft, words);
        _revision = draft.Revision;
        Settle();
    }

    /// <summary>Notes what is stored now: what is on the screen, unless something else is named.</summary>
    private void Settle(Domain.Workflows.Workflow? stored = null)
    {
        _stored = stored ?? session.Model.Draft;
        State = !IsStored ? DraftState.Pending : session.Model.IsDirty ? DraftState.Stored : DraftState.None;
    }

    private DraftWrite Write() => new(session.Model.Draft, session.Model.Live, session.BaseVersion, _revision);

    private async Task AloneAsync(Func<Task> work)
    {
        await _one.WaitAsync(CancellationToken.None);

        try
        {
            await work();
        }
        finally
        {
            _one.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A draft of project {ProjectId} could not be stored; it is tried again.")]
        public static partial void NotStored(ILogger logger, string projectId, Exception exception);
    }
}
