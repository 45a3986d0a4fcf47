using System.Buffers.Binary;
using System.Reflection;
using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Retention;

/// <summary>The recurring job in the real application.</summary>
public sealed class RetentionJobsTests : ReceiverTest
{
    [Fact]
    public async Task Job_Triggered_PrunesWhatAnAttemptLeft()
    {
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);
        var task = await scenario.SubmitNewAsync();
        await scenario.ArrivesAsync(task, StageId.Complete, Cancelled);
        await AgeAsync(TimeSpan.FromDays(40));

        App.Get<IRecurringJobManager>().Trigger(RetentionJobs.RecurringId);

        await Eventually.GetAsync(
            () => App.ReadAsync(db => db.Exchanges.CountAsync(Cancelled)), left => left == 0, Cancelled);
        await Eventually.GetAsync(
            () => App.ReadAsync(db => db.Payloads.CountAsync(Cancelled)), left => left == 0, Cancelled);
        Assert.Single(await scenario.AttemptsAsync());
    }

    [Fact]
    public void Start_Always_BooksTheJobEveryHour()
    {
        using var connection = App.Get<JobStorage>().GetConnection();

        var job = Assert.Single(connection.GetRecurringJobs(), job => job.Id == RetentionJobs.RecurringId);

        Assert.Equal(("17 * * * *", typeof(PruneLogsJob)), (job.Cron, job.Job.Type));
        Assert.Equal("maintenance", job.Job.Type.GetCustomAttribute<QueueAttribute>()!.Queue);
        Assert.Equal("Prune old bodies and logs", job.Job.Method.GetCustomAttribute<JobDisplayNameAttribute>()!.DisplayName);
    }

    /// <summary>Makes everything older, with the keys that go with it.</summary>
    private async Task AgeAsync(TimeSpan by)
    {
        var attempt = (await App.ReadAsync(db => db.Attempts.AsNoTracking().SingleAsync(Cancelled))).Id;
        var delivery = (await App.ReadAsync(db => db.Deliveries.AsNoTracking().SingleAsync(Cancelled))).Id;
        var (oldAttempt, oldDelivery) = (Older(attempt.ToBytes(), by), Older(delivery.ToBytes(), by));
        await App.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync(Cancelled);
            await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = OFF", Cancelled);
            await db.Database.ExecuteSqlAsync(
                $"UPDATE attempts SET Id = {oldAttempt}, DeliveryId = {oldDelivery}, StartedAt = StartedAt - {by.Ticks}", Cancelled);
            await db.Database.ExecuteSqlAsync($"UPDATE attempt_exchanges SET AttemptId = {oldAttempt}", Cancelled);
            await db.Database.ExecuteSqlAsync($"UPDATE delivery_payloads SET DeliveryId = {oldDelivery}", Cancelled);
            await db.Database.ExecuteSqlAsync(
                $"UPDATE deliveries SET Id = {oldDelivery}, CreatedAt = CreatedAt - {by.Ticks}, LastAttemptAt = LastAttemptAt - {by.Ticks}", Cancelled);

            return await db.Database.ExecuteSqlAsync($"PRAGMA foreign_keys = ON", Cancelled);
        });
    }

    private static byte[] Older(byte[] id, TimeSpan by)
    {
        var seconds = BinaryPrimitives.ReadUInt32BigEndian(id);
        BinaryPrimitives.WriteUInt32BigEndian(id, seconds - (uint)by.TotalSeconds);

        return id;
    }
}
