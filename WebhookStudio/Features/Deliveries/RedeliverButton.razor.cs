using Microsoft.AspNetCore.Components;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Sends the delivery of an attempt once more, after asking what.</summary>
public sealed partial class RedeliverButton : ComponentBase
{
    private bool _busy;

    [Inject]
    public required IRedelivery Redelivery { get; init; }

    [Inject]
    public required RedeliveryPreference Preference { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required AttemptDetails Details { get; set; }

    [Parameter]
    public string Email { get; set; } = "";

    private bool IsUnderWay => Details.DeliveryStatus is DeliveryStatus.Pending or DeliveryStatus.Sending;

    private string Effect => Details.CanRerun
        ? $"The task waits for it in {Details.Line.StageName}: if it is accepted, the task moves on; if not, it is held."
        : "The task does not wait for it any more: the attempt is logged, and nothing moves.";

    private async Task AskAsync(RedeliveryBody first)
    {
        var parameters = new DialogParameters<RedeliverDialog>
        {
            { dialog => dialog.ExternalId, Details.Line.ExternalId },
            { dialog => dialog.Effect, Effect },
            { dialog => dialog.Body, first },
        };
        var options = new DialogOptions { MaxWidth = MaxWidth.ExtraSmall, FullWidth = true, CloseOnEscapeKey = true };
        var dialog = await Dialogs.ShowAsync<RedeliverDialog>(null, parameters, options);

        if (await dialog.Result is { Canceled: false, Data: RedeliveryBody chosen })
        {
            Preference.Body = chosen;
            await SendAsync(chosen);
        }
    }

    private async Task SendAsync(RedeliveryBody body)
    {
        _busy = true;

        try
        {
            var request = new RedeliveryRequest(Project, Details.Line.DeliveryId, body, Email);
            var attempt = await Redelivery.SendAsync(request, CancellationToken.None);
            Snackbar.Add(
                AttemptSentence.Happened(LogLine.Of(attempt)), attempt.Accepted ? Severity.Success : Severity.Warning);
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Warning);
        }
        finally
        {
            _busy = false;
        }
    }
}
