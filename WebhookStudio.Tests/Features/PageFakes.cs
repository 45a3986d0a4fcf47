using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using WebhookStudio.Components.Layout;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Exports;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Tasks.Operations;
using WebhookStudio.Platform;
using WebhookStudio.Tests.Features.Tasks;
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
        context.Services.AddSingleton<IBulkRuns>(new Runs());
        context.Services.AddSingleton<IRedelivery>(new Redeliveries());
        context.Services.AddScoped<RedeliveryPreference>();
        context.Services.AddSingleton<ITaskFlow>(new Flow());
        context.Services.AddSingleton<ITaskOperations>(new FakeOperations());
        context.Services.AddSingleton<IExports>(new FakeExports());
        context.Services.AddScoped<TaskActions>();
        context.Services.AddScoped<ShellMode>();
    }

    /// <summary>Calls the page and its parts back when the test says so.</summary>
    public sealed class Feed : IProjectFeed, IDisposable
    {
        private readonly List<Func<Task>> _listeners = [];

        public IDisposable Subscribe(Id<Project> project, Func<Task> changed)
        {
            _listeners.Add(changed);

            return new Subscription(() => _listeners.Remove(changed));
        }

        public void Publish(Id<Project> project) => _listeners.ToList().ForEach(changed => _ = changed());

        public void Dispose() => _listeners.Clear();

        private sealed class Subscription(Action end) : IDisposable
        {
            public void Dispose() => end();
        }
    }

    public sealed class Reruns : IDeliveryReruns
    {
        public List<string> Calls { get; } = [];

        public Task<int> CountAsync(RerunChoice choice, CancellationToken cancellationToken) => Task.FromResult(12);

        public Task<RerunResult> RerunAsync(RerunChoice choice, string by, CancellationToken cancellationToken)
        {
            string?[] parts =
            [
                choice.Stage is { } stage ? $"stage {stage}" : null,
                choice.Cause is { } cause ? $"cause {cause}" : null,
                choice.Tasks is { } tasks ? $"{tasks.Count} tasks" : null,
                choice.Found is { } found ? $"found {found.State} {found.Search}".TrimEnd() : null,
                choice.Logged is { } logged ? $"logged {logged.Status} {logged.ExternalId}".TrimEnd() : null,
            ];
            Calls.Add($"{string.Join(", ", parts.OfType<string>())} by {by}");

            return Task.FromResult(new RerunResult(choice.Tasks?.Count ?? 12, Id<BulkRun>.New(ListScene.Now)));
        }
    }

    /// <summary>Shows the runs it is given, and notes what is done to them.</summary>
    public sealed class Runs : IBulkRuns
    {
        public List<BulkRunProgress> Current { get; } = [];

        public List<BulkRunProgress> Ended { get; } = [];

        public List<string> Calls { get; } = [];

        public Task<IReadOnlyList<BulkRunProgress>> ListAsync(Id<Project> project, CancellationToken cancellationToken) =>
            CurrentAsync(project, cancellationToken);

        public Task<IReadOnlyList<BulkRunProgress>> CurrentAsync(Id<Project> project, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<BulkRunProgress>>(Current);

        public Task<IReadOnlyList<BulkRunProgress>> EndedAsync(
            Id<Project> project, DateTimeOffset since, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<BulkRunProgress>>(Ended);

        public Task<BulkRunProgress?> GetAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken) =>
            Task.FromResult(Current.Find(each => each.Id == run));

        public Task PauseAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken) => Note("pause");

        public Task ResumeAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken) => Note("resume");

        public Task CancelAsync(Id<Project> project, Id<BulkRun> run, CancellationToken cancellationToken) => Note("cancel");

        private Task Note(string call)
        {
            Calls.Add(call);

            return Task.CompletedTask;
        }
    }

    public sealed class Redeliveries : IRedelivery
    {
        public List<RedeliveryRequest> Calls { get; } = [];

        public Task<DeliveryAttempt> SendAsync(RedeliveryRequest request, CancellationToken cancellationToken)
        {
            Calls.Add(request);

            return Task.FromException<DeliveryAttempt>(new DomainRuleException("delivery.busy", "It is being sent at the moment."));
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
            Id<Project> project, StageId stage, ForwardChoice choice, CancellationToken cancellationToken)
        {
            Moves.Add($"forward {choice.Tasks?.Count.ToString(CultureInfo.InvariantCulture) ?? "all"} of {stage} by {choice.By}");

            return Task.FromResult(choice.Tasks?.Count ?? 3);
        }

        public Task<int> RequeueAsync(
            Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, StageId to, RequeueOptions options,
            CancellationToken cancellationToken)
        {
            Moves.Add($"{tasks.Count} tasks to {to}{(options.RemoveAnnotations ? " without annotations" : "")}");

            return Task.FromResult(tasks.Count);
        }
    }

    public sealed class NoTests : IWebhookTests
    {
        public Task<DeliveryAttempt> SendAsync(WebhookTest test, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
