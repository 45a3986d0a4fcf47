namespace Hangfire.Storage.SQLite.Jobs;

/// <summary>A job that is to be written.</summary>
internal sealed record NewJob(long Id, InvocationData Invocation, string Parameters, DateTime CreatedAt, DateTime? ExpireAt);
