using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Api;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Reads the filter of the log from the query of a request to the API. What makes no sense is refused.</summary>
internal static class LogRequest
{
    /// <summary>Reads the filter.</summary>
    /// <param name="project">The project.</param>
    /// <param name="request">The request.</param>
    /// <param name="now">The time, for ranges that end now.</param>
    /// <exception cref="DomainRuleException">A value is none of those that are known.</exception>
    public static LogQuery Query(Id<Project> project, HttpRequest request, DateTimeOffset now) => new(project)
    {
        // The stage need not be in the workflow any more: its log outlives it.
        Stage = request.Value("stage") is { } stage ? ApiRequest.ParseStage(stage) : null,
        Status = request.Value("status"),
        Class = request.Value("codeClass"),
        Cause = request.Value("cause"),
        ExternalId = request.Value("externalId"),
        Task = request.Value("taskId") is { } task ? ApiRequest.ParseId<LabelTask>(task, "task") : null,
        Trigger = request.Value("trigger") is { } trigger ? Trigger(trigger) : null,
        Tests = LogJson.TestsOf(request.Value("tests")) ?? throw new DomainRuleException(
            "log.tests", $"'{request.Value("tests")}' is not known. Use included, without, only."),
        Span = request.Value("range") is { } range ? Span(range, now) : null,
        IsLatestOnly = request.Flag("latestOnly") ?? false,
    };

    /// <summary>Reads <c>page</c> and <c>limit</c>, or the line that a page comes after (<c>before</c>) or before (<c>after</c>).</summary>
    public static LogCursor Cursor(HttpRequest request)
    {
        var page = request.Page();

        return new()
        {
            Skip = page.Skip,
            Size = page.Size,
            Before = Line("before"),
            After = Line("after"),
        };

        Id<DeliveryAttempt>? Line(string name) =>
            request.Value(name) is { } text ? ApiRequest.ParseId<DeliveryAttempt>(text, "attempt") : null;
    }

    private static LogSpan Span(string range, DateTimeOffset now)
    {
        var known = LogRange.Parse(range) ?? throw new DomainRuleException(
            "log.range",
            $"'{range}' is not a range. Use {string.Join(", ", LogRange.Known.Select(each => each.Word))}, or two instants such as "
            + "2026-02-06T10:00Z/2026-02-06T11:00Z.");
        var (from, to) = known.At(now);

        return new(from, to);
    }

    private static AttemptTrigger Trigger(string word) => LogJson.FromWord(word) ?? throw new DomainRuleException(
        "log.trigger",
        $"'{word}' is not a trigger. Use {string.Join(", ", Enum.GetValues<AttemptTrigger>().Select(LogJson.Word))}.");
}
