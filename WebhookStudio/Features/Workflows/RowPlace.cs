namespace WebhookStudio.Features.Workflows;

/// <summary>Where in a row of the list the focus goes.</summary>
public enum RowPlace
{
    /// <summary>The name, to be typed.</summary>
    Name,

    /// <summary>The button that opens the settings.</summary>
    Settings,
}
