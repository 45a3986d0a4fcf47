using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
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
}
