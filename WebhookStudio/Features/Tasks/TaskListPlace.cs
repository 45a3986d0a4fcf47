using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>What the tasks page shows, as its address says it: every link and reload restores the screen.</summary>
public sealed record TaskListPlace(Id<Project> Project)
{
    /// <summary>How many tasks a page of the list has.</summary>
    public const int PageSize = 50;

    /// <summary>The longest search an address can hold: some two thousand identifiers.</summary>
    public const int LongestSearch = 50_000;

    /// <summary>What <see cref="Assignee"/> says for the person who looks.</summary>
    public const string MyTasks = "me";

    private const string SkippedView = "skipped";

    public StageId? Stage { get; init; }

    public TaskState? View { get; init; }

    public bool IsSkipped { get; init; }

    public Id<Batch>? Batch { get; init; }

    public string? Search { get; init; }

    public string? Cause { get; init; }

    /// <summary>Gets an email address, <see cref="MyTasks"/> or <see cref="TaskQuery.Nobody"/>.</summary>
    public string? Assignee { get; init; }

    /// <summary>Gets where the page begins or ends; <see langword="null"/> for the first page.</summary>
    public TaskCursor? At { get; init; }

    /// <summary>Gets how many tasks came before the page when its address was made.</summary>
    public int From { get; init; }

    public TaskSort Sort { get; init; }

    /// <summary>Gets the task whose details are open beside the list.</summary>
    public Id<LabelTask>? Task { get; init; }

    /// <summary>Gets which part of those details is shown; the first if it is not said.</summary>
    public TaskTab Tab { get; init; }

    /// <summary>Gets the email address of who looks. It is in no address.</summary>
    public string Me { get; init; } = "";

    /// <summary>Gets what to ask the list for.</summary>
    public TaskQuery Query => new(Project)
    {
        Stage = Stage,
        State = View,
        IsSkipped = IsSkipped,
        Batch = Batch,
        Search = Search,
        Result = Cause,
        Assignee = Assignee == MyTasks ? Me : Assignee,
        Cursor = At,
        Size = PageSize,
        Sort = Sort,
    };

    /// <summary>Gets the same list from its beginning, with nothing open beside it.</summary>
    public TaskListPlace Start => this with { At = null, From = 0, Task = null, Tab = default };

    /// <summary>Gets whether more than the stage narrows the list.</summary>
    public bool IsFiltered => View is not null || IsSkipped || Batch is not null || Search is not null || Cause is not null
        || Assignee is not null;

    /// <summary>Gets the address. What has its usual value is left out.</summary>
    public string Url => $"/projects/{Project}/tasks{Values(withTask: true)}";

    /// <summary>Gets the address of a task's own page, which knows the list it was opened from.</summary>
    public string PageOf(Id<LabelTask> task) => $"/projects/{Project}/tasks/{task}{(Start with { Tab = Tab }).Values(withTask: false)}";

    /// <summary>Reads the values of an address; what makes no sense is taken as not given.</summary>
    public static TaskListPlace Parse(Id<Project> project, Func<string, string?> value) => new(project)
    {
        Stage = StageId.TryParse(value("stage"), null, out var stage) ? stage : null,
        View = Enum.TryParse<TaskState>(value("view"), true, out var view) && Enum.IsDefined(view) ? view : null,
        IsSkipped = value("view") == SkippedView,
        Batch = Id<Batch>.TryParse(value("batch"), null, out var batch) ? batch : null,
        Search = NullIfEmpty(value("q")),
        Cause = NullIfEmpty(value("cause")),
        Assignee = NullIfEmpty(value("assignee")),
        Sort = SortOf(value("sort")),
        At = TaskCursor.Parse(value("at")),
        From = int.TryParse(value("from"), NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : 0,
        Task = Id<LabelTask>.TryParse(value("task"), null, out var task) ? task : null,
        Tab = Enum.TryParse<TaskTab>(value("tab"), true, out var tab) && Enum.IsDefined(tab) ? tab : default,
    };

    private QueryBuilder Values(bool withTask)
    {
        var query = new QueryBuilder();
        Add(query, "stage", Stage?.Value);
        Add(query, "view", IsSkipped ? SkippedView : View?.ToString().ToLowerInvariant());
        Add(query, "batch", Batch?.Value);
        Add(query, "q", Search);
        Add(query, "cause", Cause);
        Add(query, "assignee", Assignee);
        Add(query, "sort", Sort == default ? null : Word(Sort));
        Add(query, "at", At?.ToString());
        Add(query, "from", From == 0 ? null : From.ToString(CultureInfo.InvariantCulture));
        Add(query, "task", withTask ? Task?.Value : null);
        Add(query, "tab", Tab == default ? null : Tab.ToString().ToLowerInvariant());

        return query;
    }

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Add(name, value);
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string Word(TaskSort sort) =>
        (sort.Descending ? "-" : "") + sort.Column switch
        {
            TaskColumn.ExternalId => "externalId",
            TaskColumn.Updated => "updated",
            _ => "time",
        };

    private static TaskSort SortOf(string? text) => new(
        text?.TrimStart('-') switch
        {
            "externalId" => TaskColumn.ExternalId,
            "updated" => TaskColumn.Updated,
            _ => TaskColumn.TimeInStage,
        },
        text?.StartsWith('-') == true);
}

/// <summary>A part of a task's details.</summary>
public enum TaskTab
{
    /// <summary>What happened to it.</summary>
    Timeline,

    /// <summary>What was drawn and answered.</summary>
    Labels,

    /// <summary>The attempts of its webhooks.</summary>
    Deliveries,

    /// <summary>The webhook beside the export.</summary>
    Payload,

    Metadata,
}
