using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using WebhookStudio.Components.Shared;

namespace WebhookStudio.Features.Access;

/// <summary>A person's own API keys: see, create, revoke.</summary>
public sealed partial class ApiKeysPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IReadOnlyList<ApiKeyEntry>? _keys;
    private string _userId = "";

    [Inject]
    public required IApiKeys Keys { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    private string? StateSentence => _keys?.Count switch
    {
        null => "Loading",
        0 => "No program can call the API in your name",
        1 => "1 key calls the API in your name",
        { } count => $"{count} keys call the API in your name",
    };

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _userId = (await Authentication).User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        await LoadAsync();
    }

    private async Task LoadAsync() => _keys = await Keys.ListAsync(_userId, _leaving.Token);

    private async Task OpenCreateAsync()
    {
        var parameters = new DialogParameters<CreateApiKeyDialog> { { dialog => dialog.UserId, _userId } };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, BackdropClick = false, CloseOnEscapeKey = false };
        var dialog = await Dialogs.ShowAsync<CreateApiKeyDialog>(null, parameters, options);
        await dialog.Result;
        await LoadAsync();
    }

    private async Task RevokeAsync(ApiKeyEntry key)
    {
        var text = $"Programs that use {key.Name} ({key.Prefix}…) get 401 from now on. This cannot be undone.";

        if (!await Dialogs.ConfirmAsync($"Revoke {key.Name}?", text, "Revoke key", danger: true))
        {
            return;
        }

        await Keys.RevokeAsync(_userId, key.Id, _leaving.Token);
        await LoadAsync();
        Snackbar.Done($"{key.Name} is revoked");
    }
}
