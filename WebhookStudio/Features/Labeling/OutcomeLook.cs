using WebhookStudio.Components.Shared;

namespace WebhookStudio.Features.Labeling;

/// <summary>The words for what has become of a submitted task.</summary>
internal sealed record OutcomeLook(StudioState State, string Text, string? Detail)
{
    public static OutcomeLook Of(RecentOutcome outcome) => outcome.State switch
    {
        RecentOutcomeState.Sending => new(StudioState.Sending, "Sending", null),
        RecentOutcomeState.Retrying => new(StudioState.Retrying, $"Retrying in {outcome.StageName}", Answered(outcome.Status)),
        RecentOutcomeState.Held => new(StudioState.Held, $"Held in {outcome.StageName}", Answered(outcome.Status)),
        RecentOutcomeState.Delivered => new(StudioState.Delivered, "Delivered", null),
        _ => new(StudioState.Complete, $"Moved to {outcome.StageName}", null),
    };

    private static string? Answered(string? status) => status switch
    {
        null => null,
        _ when status.All(char.IsAsciiDigit) => $"answered {status}",
        _ => status,
    };
}
