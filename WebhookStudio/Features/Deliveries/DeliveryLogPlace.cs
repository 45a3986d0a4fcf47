using Microsoft.AspNetCore.Http.Extensions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>What the logs page shows, as its address says it: every link and reload restores the screen.</summary>
/// <remarks>An address without a range shows all that is kept: a link to a line must not lead to a page that hides it.</remarks>
public sealed record DeliveryLogPlace(Id<Project> Project)
{
    private static readonly string[] Statuses = ["failed", "retrying", "delivered"];

    public StageId? Stage { get; init; }

    /// <summary>Gets <c>failed</c>, <c>retrying</c> or <c>delivered</c>; <see langword="null"/> for all.</summary>
    public string? Status { get; init; }

    /// <summary>Gets a class of codes as <see cref="LogQuery.Class"/> takes it.</summary>
    public string? Class { get; init; }

    /// <summary>Gets a cause as <see cref="LogQuery.Cause"/> takes it.</summary>
    public string? Cause { get; init; }

    public AttemptTrigger? Trigger { get; init; }

    public LogTests Tests { get; init; }

    public string? Search { get; init; }

    /// <summary>Gets the time that is shown; <see langword="null"/> for all.</summary>
    public LogRange? Range { get; init; }

    /// <summary>Gets whether only the newest attempt of each task is shown.</summary>
    public bool IsLatestOnly { get; init; }

    /// <summary>Gets the line that the page comes after; <see langword="null"/> for the newest.</summary>
    public Id<DeliveryAttempt>? Before { get; init; }

    /// <summary>Gets the line that the page comes before.</summary>
    public Id<DeliveryAttempt>? After { get; init; }

    /// <summary>Gets the attempt whose details are open.</summary>
    public Id<DeliveryAttempt>? Entry { get; init; }

    /// <summary>Gets the tab of the details.</summary>
    public AttemptTab Tab { get; init; }

    /// <summary>Gets whether lines are shown as text of the form <c>[Date][Status] external_id</c>.</summary>
    public bool IsCompact { get; init; }

    /// <summary>Gets whether new lines appear by themselves.</summary>
    public bool IsLive { get; init; } = true;

    public LogCursor Cursor => new() { Before = Before, After = After };

    public bool IsFirstPage => Before is null && After is null;

    /// <summary>Gets whether something other than the time narrows what is shown.</summary>
    public bool IsFiltered => (Top with { IsCompact = false, IsLive = true }) != new DeliveryLogPlace(Project) { Range = Range };

    /// <summary>Gets the same with the newest lines and no details: what a change of the filter leads to.</summary>
    public DeliveryLogPlace Top => this with { Before = null, After = null, Entry = null, Tab = AttemptTab.Overview };

    /// <summary>Gets the same without anything that narrows, but for the time.</summary>
    public DeliveryLogPlace Unfiltered => new(Project) { IsCompact = IsCompact, IsLive = IsLive, Range = Range };

    /// <summary>Gets the list alone: two places with the same one show the same lines.</summary>
    public DeliveryLogPlace List => this with { Entry = null, Tab = AttemptTab.Overview, IsCompact = false, IsLive = true };

    /// <summary>Gets the address. What has its usual value is left out.</summary>
    public string Url => $"/projects/{Project}/logs{Values()}";

    /// <summary>Gets the address of a file with all lines that are shown.</summary>
    /// <param name="format"><c>csv</c> or <c>json</c>.</param>
    public string FileUrl(string format)
    {
        var filter = List with { Before = null, After = null };

        return $"/projects/{Project}/logs/file{filter.Values(("format", format))}";
    }

    /// <summary>Reads the values of an address; what makes no sense is taken as not given.</summary>
    public static DeliveryLogPlace Parse(Id<Project> project, Func<string, string?> value)
    {
        var status = Text("status")?.ToLowerInvariant();
        var isResult = status is not (null or "all") && !Statuses.Contains(status);
        var isClass = isResult && LogResult.IsClass(status!);

        return new(project)
        {
            Stage = StageId.TryParse(value("stage"), null, out var stage) ? stage : null,
            Status = Statuses.Contains(status) ? status : null,
            Class = Text("class") ?? (isClass ? status : null),
            Cause = Text("cause") ?? (isResult && !isClass ? Text("status") : null),
            Trigger = Text("trigger") is { } trigger ? LogJson.FromWord(trigger) : null,
            Tests = LogJson.TestsOf(Text("tests")) ?? LogTests.Included,
            Search = Text("q"),
            Range = LogRange.Parse(Text("range")),
            IsLatestOnly = Text("latest") == "true",
            IsCompact = value("view") == "compact",
            IsLive = value("live") != "off",
            Before = Line("before"),
            After = Line("after"),
            Entry = Line("entry"),
            Tab = Enum.TryParse<AttemptTab>(Text("tab"), ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : AttemptTab.Overview,
        };

        string? Text(string name) => value(name)?.Trim() is { Length: > 0 } text ? text : null;

        Id<DeliveryAttempt>? Line(string name) => Id<DeliveryAttempt>.TryParse(value(name), null, out var id) ? id : null;
    }

    /// <summary>Gets what to ask the log for.</summary>
    /// <param name="now">The time: a range that ends now is told apart from it.</param>
    public LogQuery Query(DateTimeOffset now) => new(Project)
    {
        Stage = Stage,
        Status = Status,
        Class = Class,
        Cause = Cause,
        Trigger = Trigger,
        Tests = Tests,
        ExternalId = Search,
        Span = Range?.At(now) is { } span ? new(span.From, span.To) : null,
        IsLatestOnly = IsLatestOnly,
    };

    /// <summary>Opens the line that is some steps further down than the open one.</summary>
    /// <returns>The place, or <see langword="null"/> if the open line, or the one beside it, is not among the lines.</returns>
    public DeliveryLogPlace? Beside(IReadOnlyList<LogLine> lines, int step)
    {
        var at = lines.TakeWhile(line => line.Id != Entry).Count();

        return at < lines.Count && at + step >= 0 && at + step < lines.Count ? this with { Entry = lines[at + step].Id } : null;
    }

    private QueryBuilder Values(params (string Name, string? Value)[] more)
    {
        var query = new QueryBuilder();
        (string Name, string? Value)[] values =
        [
            ("range", Range?.Word), ("stage", Stage?.Value), ("status", Status), ("class", Class), ("cause", Cause),
            ("trigger", Trigger is { } trigger ? LogJson.Word(trigger) : null), ("tests", LogJson.Word(Tests)), ("q", Search),
            ("latest", IsLatestOnly ? "true" : null), ("view", IsCompact ? "compact" : null), ("live", IsLive ? null : "off"),
            ("before", Before?.Value), ("after", After?.Value), ("entry", Entry?.Value),
            ("tab", Tab is AttemptTab.Overview ? null : Tab.ToString().ToLowerInvariant()),
        ];

        foreach (var (name, value) in values.Concat(more))
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return query;
    }
}

/// <summary>The tabs of the details of an attempt.</summary>
public enum AttemptTab
{
    /// <summary>What happened, and why.</summary>
    Overview,

    /// <summary>What was sent.</summary>
    Request,

    /// <summary>What came back.</summary>
    Response,

    /// <summary>All attempts of the delivery.</summary>
    Attempts,

    /// <summary>Whether the signature is right.</summary>
    Verify,
}
