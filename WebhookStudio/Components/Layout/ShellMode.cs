namespace WebhookStudio.Components.Layout;

/// <summary>What a page asks of the frame around it. One of each circuit; a page takes its wish back when it is left.</summary>
public sealed class ShellMode
{
    /// <summary>Gets whether a page needs the width of the navigation in a window of ordinary width.</summary>
    public bool WantsMini { get; private set; }

    /// <summary>Occurs when the wish has changed, on the renderer's thread.</summary>
    public event Action? Changed;

    /// <summary>
    /// Asks for the narrow navigation while the window is below 1600 pixels, for example because a detail panel is open.
    /// Asking for what already holds does nothing.
    /// </summary>
    public void RequestMini(bool mini)
    {
        if (WantsMini != mini)
        {
            WantsMini = mini;
            Changed?.Invoke();
        }
    }
}
