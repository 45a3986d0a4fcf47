namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>A part of a stage's settings, as the address names it.</summary>
public enum DrawerTab
{
    /// <summary>What can be changed; the first, without a word in the address.</summary>
    Settings,

    /// <summary>What is sent.</summary>
    Payload,

    /// <summary>What was not accepted.</summary>
    Held,

    /// <summary>How receivers check who is calling.</summary>
    Verify,
}

/// <summary>Reads and writes <see cref="DrawerTab"/> as the address has it.</summary>
public static class DrawerTabs
{
    /// <summary>Reads a word; what is not one of them means the settings.</summary>
    public static DrawerTab Parse(string? word) =>
        Enum.TryParse<DrawerTab>(word, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : DrawerTab.Settings;

    /// <summary>Gets the word; <see langword="null"/> for the settings.</summary>
    public static string? Word(DrawerTab tab) => tab is DrawerTab.Settings ? null : tab.ToString().ToLowerInvariant();
}
