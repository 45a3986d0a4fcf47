using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Checks a body and a signature that somebody pastes.</summary>
public sealed partial class SignatureChecker : ComponentBase, IAsyncDisposable
{
    private const string Script = "./Features/Workflows/Panels/SignatureChecker.razor.js";

    private readonly CancellationTokenSource _leaving = new();
    private ElementReference _root;
    private IJSObjectReference? _module;
    private SignatureDiagnosis? _diagnosis;
    private string _signature = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    public required ISignatureChecks Checks { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    /// <summary>Gets or sets the stage with the settings that are live.</summary>
    [Parameter, EditorRequired]
    public required Stage Stage { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();

        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", Script);
            await _module.InvokeVoidAsync("attach", _root);
        }
    }

    private async Task CheckAsync()
    {
        if (_module is null)
        {
            return;
        }

        _busy = true;
        _refusal = null;

        try
        {
            var body = await ReadAsync(_module);
            _diagnosis = await Checks.DiagnoseAsync(new(Project, Stage, body, _signature), _leaving.Token);
        }
        catch (DomainRuleException refusal)
        {
            _refusal = refusal.Message;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The tab was closed meanwhile.
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task<byte[]> ReadAsync(IJSObjectReference module)
    {
        await using var reference = await module.InvokeAsync<IJSStreamReference>("read", _leaving.Token, _root);

        if (reference.Length > SignatureClaim.MaxBody)
        {
            throw new DomainRuleException(
                "signature.body", $"The body is longer than {SignatureClaim.MaxBody / 1024 / 1024} MB. Check a shorter one.");
        }

        await using var stream = await reference.OpenReadStreamAsync(SignatureClaim.MaxBody, _leaving.Token);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, _leaving.Token);

        return bytes.ToArray();
    }

    private static string Tone(SignatureDiagnosis diagnosis) => diagnosis switch
    {
        { Matches: false } => "error",
        { Faults.Count: > 0 } => "warning",
        _ => "success",
    };
}
