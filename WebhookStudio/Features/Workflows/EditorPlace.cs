using System.Globalization;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Panels;

namespace WebhookStudio.Features.Workflows;

/// <summary>What is open in the editor, as the address says it: a reload or a link brings it back.</summary>
internal sealed class EditorPlace(NavigationManager navigation)
{
    private static readonly string[] Advanced = ["timeoutMs", "concurrency", "rateLimit", "headers"];

    public void Open(StageId stage, DrawerTab tab = DrawerTab.Settings) =>
        Go(("stage", stage.Value), ("panel", null), ("tab", DrawerTabs.Word(tab)));

    public void ShowTab(DrawerTab tab) => Go(("tab", DrawerTabs.Word(tab)));

    public void Close() => Go(("stage", null), ("tab", null));

    /// <summary>Shows <c>canvas</c> or <c>list</c>.</summary>
    public void ShowView(string view) => Go(("view", view == "list" ? view : null));

    public void ShowVersions(bool open) => Go(("panel", open ? "versions" : null));

    /// <summary>Shows a version in place of the editor; <see langword="null"/> goes back.</summary>
    public void ShowVersion(int? number) => Go(("version", number?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Opens the stage of a problem where it can be mended.</summary>
    public void Open(StageId stage, string? field) =>
        Go(("stage", stage.Value), ("panel", null), ("tab", Advanced.Contains(field) ? "advanced" : null));

    /// <summary>Going to where one is would close what is open on top, such as a dialog.</summary>
    private void Go(params IEnumerable<(string Name, string? Value)> changes)
    {
        var place = navigation.GetUriWithQueryParameters(
            changes.ToDictionary(change => change.Name, change => (object?)change.Value));

        if (place != navigation.Uri)
        {
            navigation.NavigateTo(place);
        }
    }
}
