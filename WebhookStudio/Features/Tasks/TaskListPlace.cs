using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>What the tasks page shows, as its address says it: every link and reload restores the screen.</summary>
public sealed record TaskListPlace(Id<Project> Project)
{
    /// <summary>How many tasks a page of the list has.</summary>
    public const int PageSize = 50;

    public StageId? Stage { get; init; }

    public TaskState? View { get; init; }

    public Id<Batch>? Batch { get; init; }

    public string? Search { get; init; }

    public string? Cause { get; init; }

    public int Page { get; init; } = 1;

    public TaskSort Sort { get; init; }

    /// <summary>Gets what to ask the list for.</summary>
    public TaskQuery Query => new(Project)
    {
        Stage = Stage,
        State = View,
        Batch = Batch,
        Search = Search,
        Result = Cause,
        Page = PageRequest.Clamped(Page, PageSize),
        Sort = Sort,
    };

    /// <summary>Gets whether more than the stage narrows the list.</summary>
    public bool IsFiltered => View is not null || Batch is not null || Search is not null || Cause is not null;

    /// <summary>Gets the address. What has its usual value is left out.</summary>
    public string Url
    {
        get
        {
            var query = new QueryBuilder();
            Add(query, "stage", Stage?.Value);
            Add(query, "view", View?.ToString().ToLowerInvariant());
            Add(query, "batch", Batch?.Value);
            Add(query, "q", Search);
            Add(query, "cause", Cause);
            Add(query, "sort", Sort == default ? null : Word(Sort));
            Add(query, "page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture));

            return $"/projects/{Project}/tasks{query}";
        }
    }

    /// <summary>Reads the values of an address; what makes no sense is taken as not given.</summary>
    public static TaskListPlace Parse(Id<Project> project, Func<string, string?> value) => new(project)
    {
        Stage = StageId.TryParse(value("stage"), null, out var stage) ? stage : null,
        View = Enum.TryParse<TaskState>(value("view"), true, out var view) && Enum.IsDefined(view) ? view : null,
        Batch = Id<Batch>.TryParse(value("batch"), null, out var batch) ? batch : null,
        Search = NullIfEmpty(value("q")),
        Cause = NullIfEmpty(value("cause")),
        Sort = SortOf(value("sort")),
        Page = int.TryParse(value("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1,
    };

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
