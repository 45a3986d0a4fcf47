using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Takes stages whose receiver was unreachable back into service.</summary>
public interface ICircuits
{
    /// <summary>Closes the circuit of a stage, so that what is due is sent at once instead of with the next probe.</summary>
    /// <returns>Whether it was open.</returns>
    Task<bool> TryNowAsync(Id<Project> project, StageId stage, CancellationToken cancellationToken);
}

/// <summary>Hears that the circuit of a stage was closed by hand, after the commit and before its lane is woken: what is
/// remembered of it in memory is to be forgotten.</summary>
internal interface ICircuitObserver
{
    void CircuitReset(StageKey stage);
}
