using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Reads the log of webhooks: one line for each attempt.</summary>
public interface IDeliveryLog
{
    /// <summary>Lists attempts, newest first.</summary>
    /// <exception cref="DomainRuleException">The status is neither a number, a word of the log, nor a class.</exception>
    Task<Page<LogLine>> ListAsync(LogQuery query, CancellationToken cancellationToken);

    /// <summary>Counts the attempts that a query finds, whatever its status: that is what is counted apart.</summary>
    Task<LogCounts> CountAsync(LogQuery query, CancellationToken cancellationToken);

    /// <summary>Gets everything that is known of an attempt, or <see langword="null"/> if the project has no such one.</summary>
    Task<AttemptDetails?> GetAsync(
        Id<Project> project, Id<DeliveryAttempt> attempt, CancellationToken cancellationToken);

    /// <summary>Gets the exact bytes that a delivery sends, or <see langword="null"/> if the project has no such one.</summary>
    Task<byte[]?> GetPayloadAsync(
        Id<Project> project, Id<WebhookDelivery> delivery, CancellationToken cancellationToken);
}
