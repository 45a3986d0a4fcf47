using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>The queries on the way of every submit to its receiver, compiled once.</summary>
internal static class TaskQueries
{
    /// <summary>Finds a task that is going to be changed.</summary>
    public static Func<StudioDbContext, Id<LabelTask>, CancellationToken, Task<LabelTask?>> Find { get; } =
        EF.CompileAsyncQuery((StudioDbContext db, Id<LabelTask> id, CancellationToken cancellationToken) =>
            db.Tasks.FirstOrDefault(task => task.Id == id));

    public static Func<StudioDbContext, Id<LabelTask>, CancellationToken, Task<LabelTask?>> FindUntracked { get; } =
        EF.CompileAsyncQuery((StudioDbContext db, Id<LabelTask> id, CancellationToken cancellationToken) =>
            db.Tasks.AsNoTracking().FirstOrDefault(task => task.Id == id));

    public static Func<StudioDbContext, Id<Asset>, CancellationToken, Task<Asset?>> FindAsset { get; } =
        EF.CompileAsyncQuery((StudioDbContext db, Id<Asset> id, CancellationToken cancellationToken) =>
            db.Assets.AsNoTracking().FirstOrDefault(asset => asset.Id == id));

    /// <summary>Reads the batches of an asset, in their order.</summary>
    public static Func<StudioDbContext, Id<Asset>, IAsyncEnumerable<AssetBatch>> Links { get; } =
        EF.CompileAsyncQuery((StudioDbContext db, Id<Asset> id) =>
            db.AssetBatches.AsNoTracking().Where(link => link.AssetId == id).OrderBy(link => link.Position).AsQueryable());

    /// <summary>Reads the stage history of a task.</summary>
    public static Func<StudioDbContext, Id<LabelTask>, IAsyncEnumerable<StageVisit>> Visits { get; } =
        EF.CompileAsyncQuery((StudioDbContext db, Id<LabelTask> id) =>
            db.Visits.AsNoTracking().Where(visit => visit.TaskId == id).AsQueryable());
}
