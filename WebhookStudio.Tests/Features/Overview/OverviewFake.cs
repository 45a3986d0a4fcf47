using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Overview;

namespace WebhookStudio.Tests.Features.Overview;

/// <summary>An overview of which any part can be broken.</summary>
internal sealed class OverviewFake : IOverview
{
    public static Health Fine { get; } = new()
    {
        Held = 0,
        Retrying = 0,
        Delivered = 128,
        DeliveredBefore = 97,
        Failed = 18,
        InLabeling = 55,
        Complete = 344,
        Tasks = 412,
    };

    /// <summary>Gets the names of the parts that throw.</summary>
    public HashSet<string> Broken { get; } = [];

    public Task<Health> HealthAsync(Id<Project> project, LogRange range, CancellationToken cancellationToken) =>
        Answer("Health", Fine);

    public Task<Trend> TrendAsync(Id<Project> project, LogRange range, CancellationToken cancellationToken) =>
        Answer("Trend", new Trend([], []));

    public Task<IReadOnlyList<Attention>> AttentionAsync(Id<Project> project, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Attention>>("Attention", []);

    public Task<IReadOnlyList<StageLoad>> StagesAsync(Id<Project> project, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<StageLoad>>("Stages", []);

    public Task<IReadOnlyList<LogLine>> FailuresAsync(Id<Project> project, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<LogLine>>("Failures", []);

    private Task<T> Answer<T>(string part, T answer) => Broken.Contains(part)
        ? Task.FromException<T>(new InvalidOperationException($"{part} is broken."))
        : Task.FromResult(answer);
}
