using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace WebhookStudio.Components.Layout;

/// <summary>The list of places that Ctrl+K opens.</summary>
public sealed partial class CommandPalette : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private List<CommandEntry> _entries = [];
    private string _text = "";
    private bool _searching;
    private int _asked;

    [Inject]
    public required ICommandSearch Search { get; init; }

    /// <summary>Gets or sets the project that the person is in, or <see langword="null"/>.</summary>
    [Parameter]
    public string? ProjectId { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private Task OpenAsync() => FindAsync(_text);

    private Task SearchAsync(ChangeEventArgs args) => FindAsync((string?)args.Value ?? "");

    private async Task FindAsync(string text)
    {
        _text = text;
        _searching = true;
        var asked = ++_asked;
        var manages = Authentication is not null && (await Authentication).User.IsInRole(Features.Access.StudioRoles.Manager);
        var found = await Search.FindAsync(ProjectId, text, manages, _leaving.Token);

        // Answers may overtake each other; only the last question counts.
        if (asked == _asked)
        {
            _entries = [.. found];
            _searching = false;
        }
    }
}
