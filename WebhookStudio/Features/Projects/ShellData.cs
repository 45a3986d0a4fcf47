using WebhookStudio.Components.Layout;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Projects;

/// <inheritdoc />
internal sealed class ShellData(IProjectService projects, IStageCounters counters, IProjectFeed feed, LiveProjects live) : IShellData
{
    public async Task<IReadOnlyList<ShellProject>> ListProjectsAsync(CancellationToken cancellationToken) =>
    [
        .. (await projects.ListAsync(cancellationToken)).Select(card => new ShellProject(card.Id.Value, card.Name)),
    ];

    public async Task<int> CountFailingAsync(string projectId, CancellationToken cancellationToken) =>
        Id<Project>.TryParse(projectId, provider: null, out var project)
            ? (await counters.CountAsync(project, cancellationToken)).Values.Sum(stage => stage.Failing)
            : 0;

    public Task<bool> HasReviewAsync(string projectId, CancellationToken cancellationToken) =>
        Task.FromResult(Id<Project>.TryParse(projectId, provider: null, out var project)
            && live.TryGet(project)?.Workflow.Stages.Any(stage => stage.Kind is StageKind.Review) == true);

    public IDisposable Subscribe(string projectId, Func<Task> changed) => feed.Subscribe(new(projectId), changed);
}
