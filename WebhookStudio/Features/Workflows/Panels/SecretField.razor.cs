using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>A secret that can be written but never read: only what was typed here is ever shown.</summary>
public sealed partial class SecretField : ComponentBase
{
    private SealedText? _sealed;
    private bool _taken;
    private string _typed = "";
    private bool _shown;
    private string? _problem;

    [Inject]
    public required ISecretProtector Protector { get; init; }

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public SealedText? Stored { get; set; }

    /// <summary>Gets or sets the secret that is live. Once it is the one typed here, it is shown no longer.</summary>
    [Parameter]
    public SealedText? Live { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public bool CanGenerate { get; set; }

    [Parameter]
    public bool CanRemove { get; set; } = true;

    [Parameter]
    public RenderFragment? Help { get; set; }

    /// <summary>Gets or sets what takes the new secret, or <see langword="null"/> when it is removed.</summary>
    [Parameter]
    public EventCallback<SealedText?> OnSealed { get; set; }

    /// <summary>Gets or sets what says that a text cannot be used, or <see langword="null"/> if it can.</summary>
    [Parameter]
    public Func<string, string?>? Check { get; set; }

    /// <summary>Gets whether there is a secret that can be kept; of one that a restored workflow had only a mark is left.</summary>
    private bool IsStored => Stored is { IsForgotten: false };

    private string Placeholder => IsStored ? "••••••••••••••••••••••••" : Stored is null ? "None" : "Enter it again";

    protected override void OnParametersSet()
    {
        // Components between may draw once more with what was there before; only what has been taken can be undone.
        _taken |= Stored == _sealed;

        // Undone or discarded, what was typed here is not the secret any more; saved, it is nobody's to see.
        if (_sealed is not null && ((_taken && Stored != _sealed) || Live == _sealed))
        {
            Forget();
        }
    }

    private async Task ChangeAsync(ChangeEventArgs args)
    {
        var text = args.Value?.ToString() ?? "";
        _problem = text.Length > 0 ? Check?.Invoke(text) : null;

        if (_problem is not null)
        {
            _typed = text;
        }
        else if (text.Length > 0)
        {
            await SealAsync(text);
        }
        else
        {
            Forget();
        }
    }

    private async Task GenerateAsync()
    {
        _shown = true;
        _problem = null;
        await SealAsync(WebhookSecretRules.Generate());
    }

    private async Task SealAsync(string text)
    {
        _typed = text;
        _sealed = Protector.Seal(text);
        _taken = false;
        await OnSealed.InvokeAsync(_sealed);
    }

    private async Task RemoveAsync()
    {
        Forget();
        await OnSealed.InvokeAsync(null);
    }

    private void Forget()
    {
        _typed = "";
        _sealed = null;
        _problem = null;
        _shown = false;
    }
}
