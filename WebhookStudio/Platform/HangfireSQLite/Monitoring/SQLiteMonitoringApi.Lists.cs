using Hangfire.States;
using Hangfire.Storage.Monitoring;
using Hangfire.Storage.SQLite.Jobs;
using Hangfire.Storage.SQLite.Tables;
using Hangfire.Storage.SQLite.Waiting;

namespace Hangfire.Storage.SQLite.Monitoring;

/// <content>Pages of jobs. Those that are over come newest first, those that are still to do oldest first.</content>
internal sealed partial class SQLiteMonitoringApi
{
    public override JobList<EnqueuedJobDto> EnqueuedJobs(string queue, int from, int perPage) =>
        Queued(queue, found => found.Ready, from, perPage, (_, job) => new EnqueuedJobDto
        {
            Job = job.Job,
            InvocationData = job.Invocation,
            LoadException = job.LoadException,
            State = job.StateName,
            StateData = job.StateData,
            InEnqueuedState = job.State is not null,
            EnqueuedAt = job.State?.CreatedAt,
        });

    public override JobList<FetchedJobDto> FetchedJobs(string queue, int from, int perPage) =>
        Queued(queue, found => found.Fetched.Values, from, perPage, (item, job) => new FetchedJobDto
        {
            Job = job.Job,
            InvocationData = job.Invocation,
            LoadException = job.LoadException,
            State = job.StateName,
            FetchedAt = item.FetchedAt,
        });

    public override JobList<ProcessingJobDto> ProcessingJobs(int from, int count) =>
        Oldest(ProcessingState.StateName, from, count, job => new ProcessingJobDto
        {
            Job = job.Job,
            InvocationData = job.Invocation,
            LoadException = job.LoadException,
            StateData = job.StateData,
            InProcessingState = job.State is not null,
            ServerId = job.Text("ServerId"),
            StartedAt = job.State?.CreatedAt,
        });

    public override JobList<ScheduledJobDto> ScheduledJobs(int from, int count) =>
        Oldest(ScheduledState.StateName, from, count, job => new ScheduledJobDto
        {
            Job = job.Job,
            InvocationData = job.Invocation,
            LoadException = job.LoadException,
            StateData = job.StateData,
            InScheduledState = job.State is not null,
            ScheduledAt = job.State?.CreatedAt,
            EnqueueAt = job.Time("EnqueueAt") ?? DateTime.MinValue,
        });

    public override JobList<AwaitingJobDto> AwaitingJobs(int from, int count) =>
        Oldest(AwaitingState.StateName, from, count, job => new AwaitingJobDto
        {
            Job = job.Job,
            InvocationData = job.Invocation,
            LoadException = job.LoadException,
            StateData = job.StateData,
            InAwaitingState = job.State is not null,
            AwaitingAt = job.State?.CreatedAt,
            ParentStateName = job.Text("ParentId") is { } parent ? StateOf(parent) : null,
        });

    public override JobList<SucceededJobDto> SucceededJobs(int from, int count) =>
        Newest(SucceededState.StateName, from, count, job => new SucceededJobDto
        {
            Job = job.Job,
            InvocationData = job.Invocation,
            LoadException = job.LoadException,
            StateData = job.StateData,
            InSucceededState = job.State is not null,
            Result = job.Text("Result"),
            TotalDuration = job.Number("PerformanceDuration") + job.Number("Latency"),
            SucceededAt = job.State?.CreatedAt,
        });

    public override JobList<FailedJobDto> FailedJobs(int from, int count) =>
        Newest(FailedState.StateName, from, count, job => new FailedJobDto
        {
            Job = job.Job,
            InvocationData = job.Invocation,
            LoadException = job.LoadException,
            StateData = job.StateData,
            InFailedState = job.State is not null,
            Reason = job.State?.Reason,
            FailedAt = job.State?.CreatedAt,
            ExceptionType = job.Text("ExceptionType"),
            ExceptionMessage = job.Text("ExceptionMessage"),
            ExceptionDetails = job.Text("ExceptionDetails"),
        });

    public override JobList<DeletedJobDto> DeletedJobs(int from, int count) =>
        Newest(DeletedState.StateName, from, count, job => new DeletedJobDto
        {
            Job = job.Job,
            InvocationData = job.Invocation,
            LoadException = job.LoadException,
            StateData = job.StateData,
            InDeletedState = job.State is not null,
            DeletedAt = job.State?.CreatedAt,
        });

    private static JobList<T> List<T>(IEnumerable<(long Id, JobView Job)> jobs, Func<JobView, T> show) =>
        new(jobs.Select(job => KeyValuePair.Create(JobId.Format(job.Id), show(job.Job))));

    private JobList<T> Oldest<T>(string state, int from, int count, Func<JobView, T> show) =>
        List(Page(state, from, count, newestFirst: false), show);

    private JobList<T> Newest<T>(string state, int from, int count, Func<JobView, T> show) =>
        List(Page(state, from, count, newestFirst: true), show);

    private IEnumerable<(long Id, JobView Job)> Page(string state, int from, int count, bool newestFirst) =>
        database.Readers.Read(session => StateTable.Page(session, state, from, count, newestFirst))
            .Select(found => (found!.Value.Job.Id, JobView.Of(found, state)));

    private JobList<T> Queued<T>(
        string queue, Func<WaitingQueue, IEnumerable<QueueItem>> which, int from, int perPage, Func<QueueItem, JobView, T> show)
    {
        ArgumentNullException.ThrowIfNull(queue);
        var items = database.Queues.Look(known => known.TryGetValue(queue, out var found)
            ? which(found).Skip(from).Take(perPage).ToArray()
            : []);

        return database.Readers.Snapshot(session => new JobList<T>([.. items.Select(item => KeyValuePair.Create(
            JobId.Format(item.JobId),
            show(item, JobView.Of(StateTable.Find(session, item.JobId), EnqueuedState.StateName))))]));
    }

    private string? StateOf(string jobId) =>
        JobId.TryParse(jobId, out var id) ? database.Readers.Read(session => JobTable.Find(session, id))?.State : null;
}
