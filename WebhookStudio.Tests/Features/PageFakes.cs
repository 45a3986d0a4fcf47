using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using WebhookStudio.Components.Layout;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features;

/// <summary>What the list pages stand on, without a database.</summary>
internal static class PageFakes
{
    public static void UseListPages(this BunitContext context, string role)
    {
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.AddAuthorization().SetAuthorized("ada@bakery.example").SetRoles(role);
        context.Services.AddMudServices();
        context.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(ListScene.Now));
        context.Services.AddSingleton<BrowserTime>();
        context.Services.AddSingleton<IProjectFeed>(new Feed());
        context.Services.AddSingleton<IDeliveryReruns>(new Reruns());
        context.Services.AddSingleton<ITaskFlow>(new Flow());
        context.Services.AddScoped<TaskActions>();
        context.Services.AddScoped<ShellMode>();
    }

    /// <summary>Calls the page back when the test says so.</summary>
    public sealed class Feed : IProjectFeed, IDisposable
    {
        private Func<Task>? _changed;

        public IDisposable Subscribe(Id<Project> project, Func<Task> changed)
        {
            _changed = changed;

            return this;
        }

        public void Publish(Id<Project> project) => _changed?.Invoke();

        public void Dispose() => _changed = null;
    }

    public sealed class Reruns : IDeliveryReruns
    {
        public List<string> Calls { get; } = [];

        public Task<int> RerunStageAsync(Id<Project> project, StageId stage, string by, CancellationToken cancellationToken)
        {
            Calls.Add($"stage {stage}");

            return Task.FromResult(12);
        }

        public Task<int> RerunTasksAsync(
            Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, string by, CancellationToken cancellationToken)
        {
            Calls.Add($"{tasks.Count} tasks by {by}");

            return Task.FromResult(tasks.Count);
        }
    }

    public sealed class Flow : ITaskFlow
    {
        public List<string> Moves { get; } = [];

        public Task<LabelTask> SaveAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<LabelTask> SubmitAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<LabelTask>> AddAsync(
            Id<Project> project, IReadOnlyList<NewAsset> assets, string by, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<int> ForwardAsync(
            Id<Project> project, StageId stage, IReadOnlyList<Id<Batch>> batches, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<int> RequeueAsync(
            Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, StageId to, RequeueOptions options,
            CancellationToken cancellationToken)
        {
            Moves.Add($"{tasks.Count} tasks to {to}{(options.RemoveAnnotations ? " without annotations" : "")}");

            return Task.FromResult(tasks.Count);
        }
    }
}
