namespace WebhookStudio.Components.Layout;

/// <summary>State glyphs of the sprite as MudBlazor wants them: drawn inline, on a 24 grid.</summary>
internal static class StateGlyphs
{
    public const string Delivered =
        "<g transform='scale(1.5)'>"
        + "<circle cx='8' cy='8' r='6.35' fill='currentColor'/>"
        + "<path d='m5.3 8.2 1.9 1.9 3.5-3.9' stroke='var(--state-knockout)' fill='none' stroke-width='1.6' stroke-linecap='round' stroke-linejoin='round'/>"
        + "</g>";

    public const string Info =
        "<g transform='scale(1.5)'>"
        + "<circle cx='8' cy='8' r='5.6' fill='none' stroke='currentColor' stroke-width='1.5' stroke-linecap='round' stroke-linejoin='round'/>"
        + "<path d='M8 4.7a3.3 3.3 0 0 1 0 6.6z' fill='currentColor'/>"
        + "</g>";

    public const string Warning =
        "<g transform='scale(1.5)'>"
        + "<path d='M6.9 2.9 1.7 12a1.25 1.25 0 0 0 1.1 1.9h10.4a1.25 1.25 0 0 0 1.1-1.9L9.1 2.9a1.25 1.25 0 0 0-2.2 0zM8 6.4v3' fill='none' stroke='currentColor' stroke-width='1.5' stroke-linecap='round' stroke-linejoin='round'/>"
        + "<circle cx='8' cy='11.5' r='.9' fill='currentColor'/>"
        + "</g>";

    public const string Failed =
        "<g transform='scale(1.5)'>"
        + "<circle cx='8' cy='8' r='6.35' fill='currentColor'/>"
        + "<path d='m5.9 5.9 4.2 4.2M10.1 5.9l-4.2 4.2' stroke='var(--state-knockout)' fill='none' stroke-width='1.6' stroke-linecap='round' stroke-linejoin='round'/>"
        + "</g>";
}
