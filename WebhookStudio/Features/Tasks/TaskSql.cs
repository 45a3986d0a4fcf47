using System.Globalization;
using System.Text.Json;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Tasks;

/// <summary>Writes the statements that find a page of tasks, each bound to the index that suits it.</summary>
/// <remarks>
/// SQLite keeps no statistics here and would guess. A filter is either followed from its own index, as far as it finds few
/// tasks, or looked at while an index is read in the order of the list: then many match, and a page is soon full. So neither
/// reads much more than a page, whatever the numbers are. The parameters are <c>{0}</c>, <c>{1}</c>, ...
/// </remarks>
internal sealed class TaskSql
{
    /// <summary>Counts the tasks of a project that somebody has skipped in a stage.</summary>
    public const string Skipped = """
        SELECT count(*) AS Value FROM (SELECT DISTINCT TaskId FROM stage_visits INDEXED BY IX_stage_visits_Skipped WHERE IsSkipped) AS v
        CROSS JOIN tasks AS t WHERE t.Id = v.TaskId AND t.ProjectId = {0}
        """;

    private readonly TaskQuery _query;
    private readonly bool _isNarrow;
    private readonly string? _text;
    private readonly List<object> _values = [];
    private readonly List<string> _conditions = [];
    private readonly string _project;
    private readonly string? _drive;
    private readonly string? _driver;

    private TaskSql(TaskQuery query, Workflow workflow)
    {
        _query = query;
        _project = Add(query.Project.Key());
        var stage = query.Stage is { } one ? $"t.StageId = {Add(one.Key())}" : null;
        var ends = query.State is TaskState.Complete or TaskState.Queued
            ? string.Join(", ", workflow.Stages.Where(each => each.Kind is StageKind.Complete).Select(each => Add(each.Id.Key())))
            : "";
        Where(stage is not null, stage!);
        Where(query.State is TaskState.Complete, $"t.StageId IN ({ends})");
        Where(query.State is TaskState.Queued, $"t.DeliveryId IS NULL AND t.StageId NOT IN ({ends})");
        var owed = Owed(query);
        Where(owed is not null, $"EXISTS (SELECT 1 FROM deliveries AS d WHERE d.Id = t.DeliveryId AND {owed})");
        Where(query.IsSkipped, "EXISTS (SELECT 1 FROM stage_visits AS v WHERE v.TaskId = t.Id AND v.IsSkipped)");
        var batch = query.Batch is { } id ? Add(id.Key()) : null;
        Where(batch is not null, $"EXISTS (SELECT 1 FROM asset_batches AS b WHERE b.AssetId = t.AssetId AND b.BatchId = {batch})");
        var assignee = query.Assignee is null or TaskQuery.Nobody ? null : Add(query.Assignee);
        Where(assignee is not null, $"t.Assignee = {assignee}");
        Where(query.Assignee is TaskQuery.Nobody, "t.Assignee IS NULL");
        var text = query.Search?.Trim();

        if (text is { Length: > 0 })
        {
            var found = Search(text);
            _conditions.Add(found);
            _text = Id<LabelTask>.IsValid(text) ? null : found;
        }

        var list = query.Among is { } tasks ? Add(JsonSerializer.Serialize(tasks.Select(task => task.Value))) : null;
        var among = list is null ? null : $"(SELECT unhex(value) FROM json_each({list}))";
        Where(among is not null, $"t.Id IN {among}");

        // The narrowest first, as far as that can be known.
        (_driver, _drive) = this switch
        {
            _ when among is not null => ($"(SELECT DISTINCT value FROM json_each({list})) AS j CROSS JOIN tasks AS t", "t.Id = unhex(j.value)"),
            _ when query.IsSkipped => (
                "(SELECT DISTINCT TaskId FROM stage_visits INDEXED BY IX_stage_visits_Skipped WHERE IsSkipped) AS v CROSS JOIN tasks AS t",
                "t.Id = v.TaskId"),
            _ when owed is not null => (
                "deliveries AS d INDEXED BY IX_deliveries_ProjectId_StageId_Status_Trigger_DueAt CROSS JOIN tasks AS t",
                $"d.ProjectId = {_project} AND d.Status < 4 AND {owed}{stage?.Insert(0, " AND ").Replace("t.", "d.", StringComparison.Ordinal)} AND t.Id = d.TaskId AND t.DeliveryId = d.Id"),
            _ when assignee is not null => (
                "tasks AS t INDEXED BY IX_tasks_ProjectId_Assignee_StageId", $"t.ProjectId = {_project} AND t.Assignee = {assignee}"),
            _ when batch is not null => (
                "asset_batches AS b INDEXED BY IX_asset_batches_BatchId CROSS JOIN tasks AS t",
                $"b.BatchId = {batch} AND t.AssetId = b.AssetId"),
            _ when text is { Length: > 0 } => (
                "tasks AS t INDEXED BY IX_tasks_ProjectId_ExternalId", $"t.ProjectId = {_project}"),
            _ when stage is not null => (
                "tasks AS t INDEXED BY IX_tasks_ProjectId_StageId_StageEnteredAt", $"t.ProjectId = {_project} AND {stage}"),
            _ when query.State is TaskState.Complete => (
                "tasks AS t INDEXED BY IX_tasks_ProjectId_StageId_StageEnteredAt", $"t.ProjectId = {_project} AND t.StageId IN ({ends})"),
            _ => (null, null),
        };
        _isNarrow = among is not null || query.IsSkipped || (owed is null && assignee is not null);
    }

    /// <summary>Gets whether the list has a filter that can be followed.</summary>
    public bool HasDriver => _driver is not null;

    public object[] Values => [.. _values];

    public static TaskSql Of(TaskQuery query, Workflow workflow) => new(query, workflow);

    /// <summary>Finds the rows that match, in no order, at most so many.</summary>
    public string Rows(int most) => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT t.rowid AS Value FROM {_driver} WHERE {_drive} AND {Matches} LIMIT {most}");

    /// <summary>Counts the rows that match, up to so many.</summary>
    public string Count(int most) => _driver is null
        ? $"SELECT count(*) AS Value FROM (SELECT 1 FROM tasks AS t WHERE {Matches} LIMIT {most.ToString(CultureInfo.InvariantCulture)})"
        : $"SELECT count(*) AS Value FROM ({Rows(most)})";

    /// <summary>Counts failed webhooks of the tasks that match, by stage, status and cause.</summary>
    public string Failing()
    {
        const string Owed = "deliveries AS d INDEXED BY IX_deliveries_ProjectId_StageId_Status_Trigger_DueAt";
        var stage = _query.Stage is { } only ? $" AND d.StageId = {Add(only.Key())}" : "";
        var failing = $"d.ProjectId = {_project} AND d.Status < 4 AND d.Status IN (2, 3){stage}";
        var (from, where) = this switch
        {
            // What is owed, a task waits for; and of a state, no more than the status has to be known.
            _ when _query.IsCounted && _query.State is TaskState.Queued or TaskState.Complete => (Owed, $"{failing} AND 0"),
            _ when _query.IsCounted => (Owed, $"{failing}{Status("d.")}"),
            _ when _query.IsWebhookOnly && _query.State is not (TaskState.Queued or TaskState.Complete) && _text is not null =>
                (Owed, $"{failing}{Status("d.")} AND {_text.Replace("t.", "d.", StringComparison.Ordinal)}"),
            _ when _isNarrow => ($"{_driver} CROSS JOIN deliveries AS d", $"{_drive} AND d.Id = t.DeliveryId AND d.Status IN (2, 3) AND {Matches}"),
            _ => ($"{Owed} CROSS JOIN tasks AS t", $"{failing} AND t.Id = d.TaskId AND t.DeliveryId = d.Id AND {Matches}"),
        };

        return $"SELECT d.StageId, d.Status, d.LastOutcome, d.LastStatusCode, count(*) AS Count FROM {from} WHERE {where} GROUP BY 1, 2, 3, 4";
    }

    /// <summary>Sorts rows that were found.</summary>
    public string Sorted(IEnumerable<long> rows) =>
        $"{Columns} FROM tasks AS t WHERE t.rowid IN {Rows(rows)}{After()} {Order} LIMIT {Limit}";

    /// <summary>Reads the tasks in the order of the list, and takes those that match.</summary>
    /// <param name="stage">The stage whose tasks are read; <see langword="null"/> where the order does not go by stages.</param>
    /// <param name="worst">The key from which on tasks are not wanted any more: others were found that come before.</param>
    public string Walk(StageId? stage, string? worst)
    {
        var index = _query.Sort.Column switch
        {
            TaskColumn.ExternalId => "IX_tasks_ProjectId_ExternalId",
            TaskColumn.Updated => "IX_tasks_ProjectId_UpdatedAt",
            _ => "IX_tasks_ProjectId_StageId_StageEnteredAt",
        };
        var place = stage is { } one ? $" AND t.StageId = {Add(one.Key())}" : "";
        var bound = worst is null ? "" : $" AND {Key} {(IsDown ? ">" : "<")}= {Add(KeyOf(worst))}";

        return $"{Columns} FROM tasks AS t INDEXED BY {index} WHERE {Matches}{place}{bound}{After()} {Order} LIMIT {Limit}";
    }

    /// <summary>Counts in which stages rows that were found are.</summary>
    public string Stages(IEnumerable<long> rows) =>
        $"SELECT t.StageId AS Value FROM tasks AS t WHERE t.rowid IN {Rows(rows)} GROUP BY t.StageId ORDER BY count(*) DESC";

    /// <summary>Lists the stages that have tasks, by leaping from one to the next in an index.</summary>
    public string Stages() => $"""
        WITH RECURSIVE stages (Value) AS (
            SELECT min(StageId) FROM tasks WHERE ProjectId = {_project}
            UNION ALL SELECT (SELECT min(StageId) FROM tasks WHERE ProjectId = {_project} AND StageId > Value) FROM stages WHERE Value IS NOT NULL)
        SELECT Value FROM stages WHERE Value IS NOT NULL
        """;

    private string Status(string table) => _query.State switch
    {
        TaskState.Held => $" AND {table}Status = 3",
        TaskState.Retrying => $" AND {table}Status = 2",
        TaskState.Sending => $" AND {table}Status IN (0, 1)",
        _ => "",
    };

    private string Matches => string.Join(" AND ", _conditions.Prepend($"t.ProjectId = {_project}"));

    private string Key => _query.Sort.Column switch
    {
        TaskColumn.ExternalId => "t.ExternalId",
        TaskColumn.Updated => "t.UpdatedAt",
        _ => "t.StageEnteredAt",
    };

    // The shortest time in the stage is the latest entry. A page before is read backwards.
    private bool IsDown =>
        (_query.Sort.Column is TaskColumn.TimeInStage != _query.Sort.Descending) != (_query.Cursor?.IsBefore ?? false);

    private string Direction => IsDown ? "DESC" : "ASC";

    private string IdDirection => _query.Cursor?.IsBefore ?? false ? "ASC" : "DESC";

    private string Order => $"ORDER BY {Key} {Direction}, t.Id {IdDirection}";

    // One more tells whether there is a next page.
    private string Limit => (_query.Size + 1).ToString(CultureInfo.InvariantCulture);

    private string Columns => $"SELECT t.Id AS Bytes, CAST({Key} AS TEXT) AS Key";

    private string Rows(IEnumerable<long> rows) => $"(SELECT value FROM json_each({Add(JsonSerializer.Serialize(rows))}))";

    private string After()
    {
        if (_query.Cursor is not { } cursor)
        {
            return "";
        }

        var (key, id) = (Add(KeyOf(cursor.Key)), Add(cursor.Task.Key()));
        var (beyond, behind) = (IsDown ? "<" : ">", cursor.IsBefore ? ">" : "<");

        return $" AND {Key} {beyond}= {key} AND ({Key} {beyond} {key} OR t.Id {behind} {id})";
    }

    private object KeyOf(string text) => _query.Sort.Column is TaskColumn.ExternalId ? text
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks
        : throw new DomainRuleException("tasks.place", "This address names no place of the list. Go to the first page.");

    private string Search(string text)
    {
        // SQLite takes ASCII letters for the same in either case; other letters are looked for as they are, and lowered.
        var lower = text.ToLowerInvariant();
        var like = $"t.ExternalId LIKE {Add(Pattern(text))} ESCAPE '\\'";
        var found = System.Text.Ascii.IsValid(text) ? like : $"({like} OR t.ExternalId LIKE {Add(Pattern(lower))} ESCAPE '\\')";

        return Id<LabelTask>.TryParse(text, null, out var task)
            ? $"(t.Id = {Add(task.Key())} OR t.AssetId = {Add(new Id<Asset>(text).Key())} OR {found})"
            : found;
    }

    private static string Pattern(string text)
    {
        var plain = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

        return $"%{plain}%";
    }

    /// <exception cref="DomainRuleException">The result is neither a number nor a word of the log.</exception>
    private string? Owed(TaskQuery query)
    {
        var status = query.State switch
        {
            TaskState.Held => "d.Status = 3",
            TaskState.Retrying => "d.Status = 2",
            TaskState.Sending => "d.Status IN (0, 1)",
            _ => null,
        };

        if (string.IsNullOrWhiteSpace(query.Result))
        {
            return status;
        }

        if (!LogStatusFilter.TryReadResult(query.Result.Trim(), out var outcome, out var code))
        {
            throw new DomainRuleException(
                "tasks.result", $"'{query.Result}' is not a result. Use a number such as 503 or a word such as 'Timed out'.");
        }

        var cause = code is null ? $"d.LastOutcome = {Add((int)outcome!)}" : $"d.LastStatusCode = {Add(code)}";

        return $"{status ?? "d.Status IN (2, 3)"} AND d.Status IN (2, 3) AND {cause}";
    }

    private void Where(bool applies, string condition)
    {
        if (applies)
        {
            _conditions.Add(condition);
        }
    }

    private string Add(object value)
    {
        _values.Add(value);

        return $"{{{_values.Count - 1}}}";
    }
}
