using System.Globalization;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>A rotation that is under way: where it stands, and what can be done to it.</summary>
public sealed partial class RotationPanel : ComponentBase
{
    // What an input for date and time takes and gives.
    private const string LocalForm = "yyyy-MM-dd'T'HH:mm";

    private string? _problem;

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required BrowserTime Time { get; init; }

    /// <summary>Gets or sets the settings, with a rotation that is not over.</summary>
    [Parameter, EditorRequired]
    public required WebhookStageSettings Settings { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public EventCallback<(WebhookStageSettings Settings, string Words)> OnChange { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    private SecretRotation Rotation => Settings.Rotation!;

    private bool HasSwitched => Rotation.PhaseAt(Now) is RotationPhase.New;

    private string State => $"Both secrets are valid. {Hub}{End}";

    private string Hub => (HasSwitched, Rotation.SwitchAt) switch
    {
        (true, _) => "X-Hub-Signature uses the new one.",
        (_, { } at) => $"X-Hub-Signature uses the old one until {Time.Absolute(at)}.",
        _ => "X-Hub-Signature still uses the old one.",
    };

    private string End => Rotation.EndsAt is { } at ? $" The old one is dropped at {Time.Absolute(at)}." : "";

    private Task SwitchAsync() => TryAsync(() => Settings.PlanRotation(Now, Rotation.EndsAt, Now), "switch X-Hub-Signature");

    private Task DropAsync() => TryAsync(() => Settings.EndRotation(Now), "drop the old secret");

    private Task CancelAsync() => TryAsync(() => Settings.CancelRotation(Now), "drop the new secret");

    private Task SwitchAtAsync(ChangeEventArgs args) => TryAsync(
        () => Settings.PlanRotation(Moment(args), Rotation.EndsAt, Now), "change when X-Hub-Signature switches");

    private Task EndAtAsync(ChangeEventArgs args) => TryAsync(
        () => Settings.PlanRotation(Rotation.SwitchAt, Moment(args), Now), "change when the old secret is dropped");

    private async Task TryAsync(Func<WebhookStageSettings> change, string words)
    {
        try
        {
            var changed = change();
            _problem = null;
            await OnChange.InvokeAsync((changed, words));
        }
        catch (DomainRuleException refusal)
        {
            _problem = char.ToUpperInvariant(refusal.Message[0]) + refusal.Message[1..];
        }
    }

    private string? Local(DateTimeOffset? at) => at is { } moment
        ? Time.ToLocal(moment).ToString(LocalForm, CultureInfo.InvariantCulture)
        : null;

    /// <summary>Reads what was chosen; <see langword="null"/> if the input was emptied.</summary>
    private DateTimeOffset? Moment(ChangeEventArgs args) =>
        DateTime.TryParse(args.Value?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? Time.FromLocal(local)
            : null;
}
