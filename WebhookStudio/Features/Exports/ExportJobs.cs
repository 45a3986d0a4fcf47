using Hangfire;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Exports;

/// <summary>Has exports written in the background.</summary>
internal interface IExportJobs
{
    void Enqueue(Id<Export> export);
}

/// <inheritdoc />
internal sealed class HangfireExportJobs(IBackgroundJobClient jobs) : IExportJobs
{
    public void Enqueue(Id<Export> export) =>
        jobs.Enqueue<ExportJob>(job => job.RunAsync(export.Value, CancellationToken.None));
}

/// <summary>Writes an export. The row remembers it; a job that gets lost is queued again at the start.</summary>
[AutomaticRetry(Attempts = 0)]
[Queue(JobsModule.ExportQueue)]
internal sealed class ExportJob(ExportRunner runner)
{
    [JobDisplayName("Write export {0}")]
    public Task RunAsync(string exportId, CancellationToken cancellationToken) =>
        runner.RunAsync(new(exportId), cancellationToken);
}
