using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>The signatures of a request, checked again with the secrets of today.</summary>
public sealed partial class AttemptSignature : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private SignatureRecheck? _check;
    private Id<DeliveryAttempt>? _checked;
    private bool _missing;

    [Inject]
    public required ISignatureRecheck Rechecks { get; init; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public Id<DeliveryAttempt> Attempt { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_checked == Attempt)
        {
            return;
        }

        _checked = Attempt;

        try
        {
            _check = await Rechecks.CheckAsync(Project, Attempt, _leaving.Token);
            _missing = _check is null;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // The panel was closed meanwhile.
        }
    }

    private static string Title(RecheckVerdict verdict) => verdict switch
    {
        RecheckVerdict.Matches => "Matches the current secret.",
        RecheckVerdict.MatchesInPart => "Matches the current secret in part.",
        RecheckVerdict.Changed => "The secret has changed since.",
        RecheckVerdict.NotSigned => "The request was not signed.",
        RecheckVerdict.NothingSent => "Nothing was sent.",
        RecheckVerdict.RequestPruned => "The request was pruned.",
        RecheckVerdict.PayloadPruned => "The payload was pruned.",
        RecheckVerdict.NoSecret => "The stage has no secret any more.",
        _ => "The stored secret cannot be opened any more.",
    };

    private static string Words(RecheckVerdict verdict) => verdict switch
    {
        RecheckVerdict.Matches => "Signing the payload again gives the signatures that were sent.",
        RecheckVerdict.MatchesInPart => "It was sent while the secret was being rotated: some signatures are those of a secret that is gone.",
        RecheckVerdict.Changed => "The signatures below were made with another one. A re-run signs with the current secret.",
        RecheckVerdict.NotSigned => "The stage had no secret at the time.",
        RecheckVerdict.NothingSent => "The attempt ended before a request was made.",
        RecheckVerdict.RequestPruned => "Its headers are no longer kept.",
        RecheckVerdict.PayloadPruned => "The signatures below can no longer be computed again.",
        RecheckVerdict.NoSecret => "The signatures below can no longer be computed again.",
        _ => "Enter it again in the stage and save.",
    };

    private static string Tone(RecheckVerdict verdict) => verdict switch
    {
        RecheckVerdict.Matches => "success",
        RecheckVerdict.MatchesInPart or RecheckVerdict.Changed or RecheckVerdict.SecretLost => "warning",
        _ => "neutral",
    };

    private static string IconOf(RecheckVerdict verdict) => verdict switch
    {
        RecheckVerdict.Matches => "s-delivered",
        RecheckVerdict.MatchesInPart or RecheckVerdict.Changed or RecheckVerdict.SecretLost => "s-warning",
        _ => "s-queued",
    };
}
