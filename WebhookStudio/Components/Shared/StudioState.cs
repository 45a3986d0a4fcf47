namespace WebhookStudio.Components.Shared;

/// <summary>A word of the state vocabulary with its icon and tone, so that a state looks the same on every screen.</summary>
/// <param name="Word">The word people read, for example "Held".</param>
/// <param name="Icon">The glyph's id in the sprite.</param>
/// <param name="Tone">info, success, warning, error or neutral.</param>
public sealed record StudioState(string Word, string Icon, string Tone)
{
    /// <summary>A task waits for a labeler.</summary>
    public static readonly StudioState Queued = new("Queued", "s-queued", "neutral");

    /// <summary>A task waits in a Start or Hold stage until somebody sends it on.</summary>
    public static readonly StudioState Waiting = new("Waiting", "s-waiting", "neutral");

    /// <summary>A task is open on the label page.</summary>
    public static readonly StudioState InProgress = new("In progress", "s-progress", "info");

    /// <summary>A webhook is on its way.</summary>
    public static readonly StudioState Sending = new("Sending", "s-sending", "info");

    /// <summary>An attempt was answered 200.</summary>
    public static readonly StudioState Delivered = new("Delivered", "s-delivered", "success");

    /// <summary>An automatic retry is planned.</summary>
    public static readonly StudioState Retrying = new("Retrying", "s-retrying", "warning");

    /// <summary>A task without 200 waits for a person.</summary>
    public static readonly StudioState Held = new("Held", "s-held", "error");

    /// <summary>One attempt without 200.</summary>
    public static readonly StudioState Failed = new("Failed", "s-failed", "error");

    /// <summary>A task has left the workflow.</summary>
    public static readonly StudioState Complete = new("Complete", "s-complete", "success");

    /// <summary>A labeler passed the task by.</summary>
    public static readonly StudioState Skipped = new("Skipped", "s-skipped", "neutral");

    /// <summary>A stage is switched off.</summary>
    public static readonly StudioState Off = new("Off", "s-off", "neutral");

    /// <summary>A stage whose receiver cannot be reached; single deliveries probe it.</summary>
    public static readonly StudioState Unreachable = new("Receiver unreachable", "s-unreachable", "warning");

    /// <summary>A stage has an error that blocks saving.</summary>
    public static readonly StudioState NeedsSetup = new("Needs setup", "s-setup", "error");

    /// <summary>Advice that does not block.</summary>
    public static readonly StudioState Warning = new("Warning", "s-warning", "warning");

    /// <summary>All states, in the order of the component sheet.</summary>
    public static IReadOnlyList<StudioState> All { get; } =
    [
        Queued, Waiting, InProgress, Sending, Delivered, Retrying, Held,
        Failed, Complete, Skipped, Off, Unreachable, NeedsSetup, Warning,
    ];
}
