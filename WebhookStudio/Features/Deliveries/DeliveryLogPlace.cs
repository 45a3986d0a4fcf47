using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries;

/// <summary>What the logs page shows, as its address says it: every link and reload restores the screen.</summary>
public sealed record DeliveryLogPlace(Id<Project> Project)
{
    /// <summary>How many lines a page of the log has.</summary>
    public const int PageSize = 50;

    public StageId? Stage { get; init; }

    /// <summary>Gets a status as <see cref="LogQuery.Status"/> takes it; <see langword="null"/> for all.</summary>
    public string? Status { get; init; }

    public AttemptTrigger? Trigger { get; init; }

    public string? Search { get; init; }

    public int Page { get; init; } = 1;

    /// <summary>Gets the attempt whose details are open.</summary>
    public Id<DeliveryAttempt>? Entry { get; init; }

    /// <summary>Gets whether lines are shown as text of the form <c>[Date][Status] external_id</c>.</summary>
    public bool IsCompact { get; init; }

    /// <summary>Gets what to ask the log for.</summary>
    public LogQuery Query => new(Project)
    {
        Stage = Stage,
        Status = Status,
        Trigger = Trigger,
        ExternalId = Search,
        Page = PageRequest.Clamped(Page, PageSize),
    };

    public bool IsFiltered => Stage is not null || Status is not null || Trigger is not null || Search is not null;

    /// <summary>Gets the address. What has its usual value is left out.</summary>
    public string Url
    {
        get
        {
            var query = new QueryBuilder();
            Add(query, "stage", Stage?.Value);
            Add(query, "status", Status);
            Add(query, "trigger", Trigger is { } trigger ? LogJson.Word(trigger) : null);
            Add(query, "q", Search);
            Add(query, "view", IsCompact ? "compact" : null);
            Add(query, "page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture));
            Add(query, "entry", Entry?.Value);

            return $"/projects/{Project}/logs{query}";
        }
    }

    /// <summary>Reads the values of an address; what makes no sense is taken as not given.</summary>
    public static DeliveryLogPlace Parse(Id<Project> project, Func<string, string?> value) => new(project)
    {
        Stage = StageId.TryParse(value("stage"), null, out var stage) ? stage : null,
        Status = value("status")?.Trim() is { Length: > 0 } status and not "all" ? status : null,
        Trigger = value("trigger") is { } trigger ? LogJson.FromWord(trigger.Trim()) : null,
        Search = value("q")?.Trim() is { Length: > 0 } search ? search : null,
        IsCompact = value("view") == "compact",
        Page = int.TryParse(value("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(1, page) : 1,
        Entry = Id<DeliveryAttempt>.TryParse(value("entry"), null, out var entry) ? entry : null,
    };

    /// <summary>Opens the line that is some steps further down than the open one.</summary>
    /// <returns>The place, or <see langword="null"/> if the open line, or the one beside it, is not among the lines.</returns>
    public DeliveryLogPlace? Beside(IReadOnlyList<LogLine> lines, int step)
    {
        var at = lines.TakeWhile(line => line.Id != Entry).Count();

        return at < lines.Count && at + step >= 0 && at + step < lines.Count ? this with { Entry = lines[at + step].Id } : null;
    }

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Add(name, value);
        }
    }
}
