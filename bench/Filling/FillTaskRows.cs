using Microsoft.Data.Sqlite;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Bench.Filling;

/// <summary>Inserts batches, assets, tasks and their stage histories.</summary>
internal sealed class FillTaskRows(SqliteConnection connection, FillScene scene, Random random)
{
    private static readonly byte[] Start = StoredStageId.Write(new("Start"));
    private static readonly byte[] Label = StoredStageId.Write(new("Label"));
    private static readonly byte[] Complete = StoredStageId.Write(new("Complete"));

    private readonly byte[] _project = scene.Project.ToBytes();
    private readonly FillAnswers _answers = new(random);
    private int _visits;

    public static byte[] StageOf(bool isArchive) => isArchive ? Archive : Hook;

    public static byte[] Hook { get; } = StoredStageId.Write(new(FillNames.Hook));

    public static byte[] Archive { get; } = StoredStageId.Write(new(FillNames.Archive));

    public void InsertAssets(FilledTask[] tasks, FillPlan plan, Func<int[]> batchesOf)
    {
        var batches = InsertBatches(plan);
        using var asset = new FillInsert(
            connection, "assets", "Id", "ProjectId", "Data", "ExternalId", "Dataset", "Metadata", "CreatedAt");
        using var link = new FillInsert(connection, "asset_batches", "AssetId", "BatchId", "Position");
        var id = new byte[FillIds.Length];

        foreach (var task in tasks)
        {
            FillIds.Write(id, FillIds.Kind.Asset, task.CreatedAt, task.Number);
            asset.Add(id).Add(_project).Add(scene.Pictures[task.Number % scene.Pictures.Count]).Add(task.ExternalId).Add("[]")
                .Add("""{"width":640,"height":480}""").Add(task.CreatedAt).Run();

            foreach (var (position, batch) in batchesOf().Index())
            {
                link.Add(id).Add(batches[batch]).Add(position).Run();
            }
        }
    }

    public void InsertTasks(FilledTask[] tasks)
    {
        using var row = new FillInsert(
            connection, "tasks", "Id", "ProjectId", "AssetId", "ExternalId", "StageId", "StageEnteredAt", "DeliveryId",
            "Answer", "UpdatedAt", "UpdatedBy", "Assignee", "CreatedAt", "Revision", "ChangedSinceVisit", "Time_Active",
            "Time_Blur", "Time_Idle", "TotalTime_Active", "TotalTime_Blur", "TotalTime_Idle");
        using var visit = new FillInsert(
            connection, "stage_visits", "Id", "TaskId", "StageId", "StageName", "Kind", "CompletedAt", "SubmittedBy",
            "IsSkipped", "Answer", "Time_Active", "Time_Blur", "Time_Idle");
        var (id, asset) = (new byte[FillIds.Length], new byte[FillIds.Length]);

        foreach (var task in tasks)
        {
            FillIds.Write(id, FillIds.Kind.Task, task.CreatedAt, task.Number);
            FillIds.Write(asset, FillIds.Kind.Asset, task.CreatedAt, task.Number);
            var touched = task.LabeledAt > 0 || task.IsDraft;
            var by = task.LabeledAt > 0 ? task.LabeledBy : task.Assignee ?? FillNames.People[0];
            var updated = task.LabeledAt > 0 ? task.LabeledAt : task.CreatedAt;
            var answer = touched ? _answers.Draw(by, updated) : FillAnswers.Empty;
            var spent = touched ? random.Next(4_000, 180_000) : 0;
            var owed = task.Owed;
            var (stage, entered) = PlaceOf(task);

            row.Add(id).Add(_project).Add(asset).Add(task.ExternalId).Add(stage).Add(entered);
            _ = owed is null ? row.AddNull() : row.Add(owed.Id);
            row.Add(answer).Add(updated).Add(touched ? by : FillNames.People[0])
                .Add(task.LabeledAt > 0 ? null : task.Assignee).Add(task.CreatedAt)
                .Add(2 + (2 * task.Deliveries.Count)).Add(task.IsDraft)
                .Add(task.IsDraft ? spent : 0).Add(0).Add(task.IsDraft ? spent / 5 : 0)
                .Add(spent).Add(0).Add(spent / 5).Run();
            InsertVisits(visit, id, task, (answer, spent));
        }
    }

    private byte[][] InsertBatches(FillPlan plan)
    {
        using var row = new FillInsert(connection, "batches", "Id", "ProjectId", "Name");
        var at = (plan.Until - FillPlan.ImportLength).UtcTicks;
        var ids = Enumerable.Range(0, FillPlan.Batches).Select(number => FillIds.Of(FillIds.Kind.Batch, at, number)).ToArray();

        foreach (var (number, id) in ids.Index())
        {
            row.Add(id).Add(_project).Add(FillNames.Batch(number)).Run();
        }

        return ids;
    }

    private static (byte[] Stage, long EnteredAt) PlaceOf(FilledTask task) => task switch
    {
        { LabeledAt: 0 } => (Label, task.CreatedAt),
        { Owed: { } owed } => (StageOf(owed.IsArchive), owed.CreatedAt),
        _ => (Complete, task.Deliveries[^1].DeliveredAt),
    };

    private void InsertVisits(FillInsert row, byte[] id, FilledTask task, (string Text, int Spent) answer)
    {
        Insert(Start, "Start", VisitKind.Start, task.CreatedAt);

        if (task.LabeledAt == 0)
        {
            return;
        }

        Begin(Label, "Label", VisitKind.Human, task.LabeledAt);
        row.Add(task.LabeledBy).Add(0).Add(answer.Text).Add(answer.Spent).Add(0).Add(answer.Spent / 5).Run();

        foreach (var delivery in task.Deliveries)
        {
            if (delivery.DeliveredAt > 0)
            {
                Insert(
                    StageOf(delivery.IsArchive), delivery.IsArchive ? FillNames.ArchiveName : FillNames.HookName,
                    VisitKind.Automatic, delivery.DeliveredAt);
            }
        }

        void Begin(byte[] stage, string name, VisitKind kind, long at)
        {
            Span<byte> visit = stackalloc byte[FillIds.Length];
            FillIds.Write(visit, FillIds.Kind.Visit, at, _visits++);
            row.Add(visit).Add(id).Add(stage).Add(name).Add((int)kind).Add(at);
        }

        void Insert(byte[] stage, string name, VisitKind kind, long at)
        {
            Begin(stage, name, kind, at);
            row.AddNull().Add(0).AddNull().Add(0).Add(0).Add(0).Run();
        }
    }
}
