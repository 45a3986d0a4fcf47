using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace WebhookStudio.Features.Access;

/// <summary>Names a new API key, and shows the key once.</summary>
public sealed partial class CreateApiKeyDialog : ComponentBase
{
    private string _name = "";
    private string? _key;
    private bool _busy;

    [Inject]
    public required IApiKeys Keys { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    /// <summary>Gets or sets whose key it will be.</summary>
    [Parameter, EditorRequired]
    public required string UserId { get; set; }

    private async Task CreateAsync()
    {
        if (string.IsNullOrWhiteSpace(_name) || _busy)
        {
            return;
        }

        _busy = true;
        _key = await Keys.CreateAsync(UserId, _name.Trim(), CancellationToken.None);
        _busy = false;
        Dialog.StateHasChanged();
    }
}
