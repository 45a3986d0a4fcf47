using Microsoft.Data.Sqlite;
using WebhookStudio.Bench.Filling;
using WebhookStudio.Data.Conversions;

namespace WebhookStudio.Bench.Pages;

/// <summary>What the questions are about: a project as 'fill' makes it, and some of what is in it.</summary>
internal sealed record PagePlaces
{
    public required string Project { get; init; }

    /// <summary>Gets the largest batch.</summary>
    public required string Batch { get; init; }

    /// <summary>Gets a task with many webhooks behind it.</summary>
    public required string Task { get; init; }

    public required string ExternalId { get; init; }

    /// <summary>Gets a task that waits to be labeled.</summary>
    public required string WaitingTask { get; init; }

    /// <summary>Gets the newest attempt that failed.</summary>
    public required string Attempt { get; init; }

    public static PagePlaces Read(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var project = Text("SELECT hex(Id) FROM projects WHERE Name = $name LIMIT 1", FillNames.Project);
        var task = Text("SELECT hex(TaskId) FROM deliveries GROUP BY TaskId ORDER BY count(*) DESC, TaskId DESC LIMIT 1");

        return new()
        {
            Project = project,
            Batch = Text("SELECT hex(BatchId) FROM asset_batches GROUP BY BatchId ORDER BY count(*) DESC LIMIT 1"),
            Task = task,
            ExternalId = Text("SELECT ExternalId FROM tasks WHERE hex(Id) = upper($name)", task),
            WaitingTask = Text("SELECT hex(Id) FROM tasks WHERE StageId = $name LIMIT 1", StoredStageId.Write(new("Label"))),
            Attempt = Text("SELECT hex(Id) FROM attempts WHERE NOT Accepted ORDER BY Id DESC LIMIT 1"),
        };

        string Text(string sql, object? value = null)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.Parameters.AddWithValue("$name", value ?? "");
            var found = (string?)command.ExecuteScalar()
                ?? throw new InvalidOperationException($"{file} holds nothing that 'fill' has made.");

            return sql.StartsWith("SELECT hex", StringComparison.Ordinal) ? found.ToLowerInvariant() : found;
        }
    }
}
