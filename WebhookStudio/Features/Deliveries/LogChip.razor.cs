using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>What the rarer filters of the log filter by, in the order in which they are offered.</summary>
public enum LogChipKind
{
    /// <summary>The stage that sent.</summary>
    Stage,

    /// <summary>The class of the code answered.</summary>
    Codes,

    /// <summary>One code, or one way to fail.</summary>
    Cause,

    /// <summary>What started the attempt.</summary>
    Trigger,

    /// <summary>Whether tests are shown.</summary>
    Tests,

    /// <summary>The newest attempt of each task alone.</summary>
    Latest,
}

/// <summary>One of the rarer filters of the log.</summary>
public sealed partial class LogChip : ComponentBase
{
    private static readonly string[] Failures =
    [
        "400", "401", "403", "404", "408", "410", "413", "415", "422", "429", "500", "502", "503", "504",
        .. Enum.GetValues<AttemptOutcome>().Where(outcome => outcome is not AttemptOutcome.Answered).Select(outcome => outcome.Word)
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private ElementReference _select;

    [Parameter, EditorRequired]
    public LogChipKind Kind { get; set; }

    [Parameter, EditorRequired]
    public required DeliveryLogPlace Place { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Stage> Stages { get; set; }

    /// <summary>Gets or sets whether it has just been added, so that the next key chooses its value.</summary>
    [Parameter]
    public bool IsNew { get; set; }

    [Parameter]
    public EventCallback<DeliveryLogPlace> OnChange { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private string Value => Kind switch
    {
        LogChipKind.Stage => Place.Stage?.Value ?? "",
        LogChipKind.Codes => Place.Class?.ToLowerInvariant() ?? "",
        LogChipKind.Cause => Causes.FirstOrDefault(cause => string.Equals(cause, Place.Cause, StringComparison.OrdinalIgnoreCase)) ?? "",
        LogChipKind.Trigger => Place.Trigger is { } trigger ? LogJson.Word(trigger) : "",
        _ => LogJson.Word(Place.Tests) ?? "",
    };

    private IEnumerable<(string Value, string Word)> Choices => Kind switch
    {
        LogChipKind.Stage => [("", "Any"), .. Stages.Select(stage => (stage.Id.Value, stage.Name)), .. Gone],
        LogChipKind.Codes => [("", "Any"), .. LogResult.Classes.Select(each => (each, each == LogResult.NoAnswer ? "No response" : each)), .. OtherClass],
        LogChipKind.Cause => [("", "Any"), .. Causes.Select(cause => (cause, CauseWord(cause)))],
        LogChipKind.Trigger => [("", "Any"), .. Enum.GetValues<AttemptTrigger>().Select(each => (LogJson.Word(each), AttemptWords.Word(each)))],
        _ => [("", "Shown"), ("without", "Left out"), ("only", "Only tests")],
    };

    /// <summary>A stage that is no longer in the workflow keeps its log.</summary>
    private IEnumerable<(string, string)> Gone =>
        Place.Stage is { } chosen && Stages.All(stage => stage.Id != chosen) ? [(chosen.Value, chosen.Value)] : [];

    private IEnumerable<(string, string)> OtherClass =>
        Place.Class?.ToLowerInvariant() is { } other && !LogResult.Classes.Contains(other) ? [(other, other)] : [];

    private IEnumerable<string> Causes => Place.Cause is { } chosen && !Failures.Contains(chosen, StringComparer.OrdinalIgnoreCase)
        ? [.. Failures, chosen]
        : Failures;

    /// <summary>Gets what a filter is called.</summary>
    internal static string Title(LogChipKind kind) => kind switch
    {
        LogChipKind.Stage => "Stage",
        LogChipKind.Codes => "Response",
        LogChipKind.Cause => "Cause",
        LogChipKind.Trigger => "Trigger",
        LogChipKind.Tests => "Tests",
        _ => "Latest attempt per task only",
    };

    /// <summary>Gets whether a place is filtered so.</summary>
    internal static bool IsSet(DeliveryLogPlace place, LogChipKind kind) => Without(place, kind) != place.Top;

    /// <summary>Takes a filter away.</summary>
    internal static DeliveryLogPlace Without(DeliveryLogPlace place, LogChipKind kind) => kind switch
    {
        LogChipKind.Stage => place.Top with { Stage = null },
        LogChipKind.Codes => place.Top with { Class = null },
        LogChipKind.Cause => place.Top with { Cause = null },
        LogChipKind.Trigger => place.Top with { Trigger = null },
        LogChipKind.Tests => place.Top with { Tests = LogTests.Included },
        _ => place.Top with { IsLatestOnly = false },
    };

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && IsNew && Kind is not LogChipKind.Latest)
        {
            await _select.FocusAsync();
        }
    }

    private Task ChooseAsync(ChangeEventArgs args)
    {
        var text = args.Value?.ToString() is { Length: > 0 } chosen ? chosen : null;

        return OnChange.InvokeAsync(Kind switch
        {
            LogChipKind.Stage => Place.Top with { Stage = StageId.TryParse(text, null, out var stage) ? stage : null },
            LogChipKind.Codes => Place.Top with { Class = text },
            LogChipKind.Cause => Place.Top with { Cause = text },
            LogChipKind.Trigger => Place.Top with { Trigger = text is null ? null : LogJson.FromWord(text) },
            _ => Place.Top with { Tests = LogJson.TestsOf(text) ?? LogTests.Included },
        });
    }

    private static string CauseWord(string cause) =>
        LogStatusFilter.TryReadResult(cause, out _, out var code) && code is { } number ? $"{number} {AttemptWords.Reason(number)}".TrimEnd() : cause;
}
