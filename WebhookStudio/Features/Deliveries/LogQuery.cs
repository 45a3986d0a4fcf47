using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Asks for lines of the log. What is not set does not filter.</summary>
public sealed record LogQuery(Id<Project> Project)
{
    public StageId? Stage { get; init; }

    /// <summary>Gets a status: the number answered (<c>503</c>), a word (<c>Timed out</c>), a class of numbers
    /// (<c>5xx</c>), or <c>failed</c>, <c>delivered</c>, <c>retrying</c>, <c>all</c>. Tests neither failed nor
    /// were delivered.</summary>
    public string? Status { get; init; }

    /// <summary>Gets a part of the external ID; upper and lower case are the same.</summary>
    public string? ExternalId { get; init; }

    public Id<LabelTask>? Task { get; init; }

    public AttemptTrigger? Trigger { get; init; }

    public PageRequest Page { get; init; } = new(1, 50);
}

/// <summary>Attempts by how they ended.</summary>
/// <param name="All">Every attempt: failed, delivered, and tests.</param>
/// <param name="Failed">Attempts that were not accepted.</param>
/// <param name="Delivered">Attempts that were accepted.</param>
/// <param name="Retrying">Those among the failed that are the last of a delivery whose next attempt is planned.</param>
public sealed record LogCounts(int All, int Failed, int Delivered, int Retrying)
{
    public static LogCounts None { get; } = new(0, 0, 0, 0);
}
