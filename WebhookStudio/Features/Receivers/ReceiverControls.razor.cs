using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>The address of a test receiver and the choice of its answer.</summary>
public sealed partial class ReceiverControls : ComponentBase
{
    private bool _explained;

    [Parameter, EditorRequired]
    public required string ProjectId { get; set; }

    /// <summary>Gets or sets the receiver; <see langword="null"/> while it loads.</summary>
    [Parameter, EditorRequired]
    public ReceiverSetup? Setup { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<ReceiverAnswer> OnAnswer { get; set; }

    private string Hint
    {
        get
        {
            var stage = Setup is { UsedBy: [var only] } ? only : "the Webhook stage";

            return Setup?.Answer is ReceiverAnswer.Slow
                ? $"A task is held in {stage} if its time-out is shorter than 15 s. Switch back, then Re-run."
                : $"Anything but 200 holds the task in {stage}. Switch back, then Re-run.";
        }
    }

    private static string ToneOf(ReceiverAnswer answer) => answer switch
    {
        ReceiverAnswer.Ok200 => "success",
        ReceiverAnswer.Slow => "warning",
        _ => "error",
    };

    private static string IconOf(ReceiverAnswer answer) => answer switch
    {
        ReceiverAnswer.Ok200 => "s-delivered",
        ReceiverAnswer.Slow => "s-retrying",
        _ => "s-failed",
    };
}
