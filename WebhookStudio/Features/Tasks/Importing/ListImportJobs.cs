using Hangfire;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Has imports done in the background.</summary>
internal interface IListImportJobs
{
    void Enqueue(Id<ListImport> import);
}

/// <inheritdoc />
internal sealed class HangfireListImportJobs(IBackgroundJobClient jobs) : IListImportJobs
{
    public void Enqueue(Id<ListImport> import) =>
        jobs.Enqueue<ListImportJob>(job => job.RunAsync(import.Value, CancellationToken.None));
}

/// <summary>Adds the assets of a list. The row remembers how far it is; a job that gets lost is queued again at the start.</summary>
[AutomaticRetry(Attempts = 0)]
[Queue(JobsModule.ImportQueue)]
internal sealed class ListImportJob(ListImportRunner runner)
{
    [JobDisplayName("Import list {0}")]
    [DisableConcurrentExecution(600)]
    public Task RunAsync(string importId, CancellationToken cancellationToken) =>
        runner.RunAsync(new(importId), cancellationToken);
}
