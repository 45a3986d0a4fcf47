using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Reads an attempt and shows it beside the log.</summary>
public sealed partial class AttemptLoader : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private AttemptDetails? _details;
    private (Id<DeliveryAttempt> Entry, int Tick)? _read;
    private bool _isRead;
    private bool _busy;

    [Inject]
    public required IDeliveryLog Log { get; init; }

    [Inject]
    public required IDeliveryReruns Reruns { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired]
    public Id<DeliveryAttempt> Entry { get; set; }

    [Parameter, EditorRequired]
    public required DeliveryLogPlace Place { get; set; }

    [Parameter]
    public string? PreviousUrl { get; set; }

    [Parameter]
    public string? NextUrl { get; set; }

    /// <summary>Gets or sets a number that grows when something has changed.</summary>
    [Parameter]
    public int Tick { get; set; }

    /// <summary>Gets or sets who is signed in.</summary>
    [Parameter]
    public string Email { get; set; } = "";

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Entry, Tick))
        {
            return;
        }

        _read = (Entry, Tick);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var entry = Entry;

        try
        {
            // What was open stays until the next is there.
            var details = await Log.GetAsync(Place.Project, entry, _leaving.Token);

            if (entry == Entry)
            {
                (_details, _isRead) = (details, true);
            }
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The panel was closed meanwhile.
        }
    }

    private async Task RerunAsync(LogLine line)
    {
        _busy = true;

        try
        {
            var choice = new RerunChoice(Place.Project) { Tasks = [line.TaskId] };
            var count = (await Reruns.RerunAsync(choice, Email, CancellationToken.None)).Count;
            Snackbar.Add(
                count == 0 ? $"Nothing to re-run: {line.ExternalId} is not held any more." : $"The webhook of {line.ExternalId} is on its way again.",
                count == 0 ? Severity.Info : Severity.Success);
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Warning);
        }
        finally
        {
            _busy = false;
        }

        await ReadAsync();
    }
}
