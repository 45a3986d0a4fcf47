using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Reads the log of webhooks: one line for each attempt, newest first.</summary>
public interface IDeliveryLog
{
    /// <summary>Reads a page, and counts and draws all that it is a page of.</summary>
    /// <exception cref="DomainRuleException">The status, the class or the cause is none.</exception>
    Task<LogPage> ReadAsync(LogQuery query, LogCursor cursor, CancellationToken cancellationToken);

    /// <summary>Reads all that a query finds, in portions, however much it is. Lines that are added meanwhile are left out.</summary>
    /// <exception cref="DomainRuleException">The status, the class or the cause is none.</exception>
    IAsyncEnumerable<IReadOnlyList<LogLine>> StreamAsync(LogQuery query, CancellationToken cancellationToken);

    /// <summary>Gets everything that is known of an attempt but its bodies, or <see langword="null"/> if the project has no such
    /// one.</summary>
    Task<AttemptDetails?> GetAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken);

    /// <summary>Gets the exact bytes of an attempt, or <see langword="null"/> if the project has no such one.</summary>
    Task<AttemptBodies?> GetBodiesAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken);

    /// <summary>Gets the exact bytes that a delivery sends, or <see langword="null"/> if the project has no such one.</summary>
    Task<byte[]?> GetPayloadAsync(
        Id<Project> project, Id<WebhookDelivery> delivery, CancellationToken cancellationToken);
}
