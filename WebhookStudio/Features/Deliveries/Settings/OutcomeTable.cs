using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Settings;

/// <summary>What follows an attempt that was not accepted.</summary>
public enum AfterAttempt
{
    /// <summary>The next attempt is planned by the schedule.</summary>
    Retry,

    /// <summary>It is sent again at once: nobody knows whether it arrived.</summary>
    Again,

    /// <summary>No attempt follows by itself.</summary>
    Stop,
}

/// <summary>A line of the table of outcomes.</summary>
/// <param name="Outcome">How the attempt ended, as the log says it.</param>
/// <param name="Codes">The numbers answered, such as <c>408, 425, 429, 500 to 599</c>; <see langword="null"/> without an answer.</param>
/// <param name="Then">What follows.</param>
/// <param name="CountsForCircuit">Whether it counts as a receiver that cannot be reached.</param>
public sealed record OutcomeRow(string Outcome, string? Codes, AfterAttempt Then, bool CountsForCircuit);

/// <summary>Asks the domain which outcomes are transient, and tells it as a table.</summary>
public static class OutcomeTable
{
    private const int FirstCode = 100;
    private const int LastCode = 599;

    /// <summary>Gets the answers first, then the other outcomes in the order of the domain.</summary>
    public static IReadOnlyList<OutcomeRow> Rows { get; } =
    [
        Answers(isTransient: true),
        Answers(isTransient: false),
        .. Enum.GetValues<AttemptOutcome>().Where(outcome => outcome is not AttemptOutcome.Answered)
            .Select(outcome => new OutcomeRow(outcome.Word, Codes: null, Then(outcome), AttemptOutcomes.IsTransport(outcome))),
    ];

    /// <summary>Gets what the page says about what follows.</summary>
    public static string Words(AfterAttempt then) => then switch
    {
        AfterAttempt.Retry => "Retried by the schedule",
        AfterAttempt.Again => "Sent again at once",
        _ => "Not retried",
    };

    private static OutcomeRow Answers(bool isTransient)
    {
        var codes = Enumerable.Range(FirstCode, LastCode - FirstCode + 1)
            .Where(code => AttemptOutcomes.IsTransient(AttemptOutcome.Answered, code) == isTransient);

        return new(
            AttemptOutcome.Answered.Word,
            string.Join(", ", Ranges(codes)),
            isTransient ? AfterAttempt.Retry : AfterAttempt.Stop,
            AttemptOutcomes.IsTransport(AttemptOutcome.Answered));
    }

    private static AfterAttempt Then(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Unknown or AttemptOutcome.Interrupted => AfterAttempt.Again,
        _ => AttemptOutcomes.IsTransient(outcome, statusCode: null) ? AfterAttempt.Retry : AfterAttempt.Stop,
    };

    /// <summary>Writes numbers that follow one another as one range.</summary>
    private static IEnumerable<string> Ranges(IEnumerable<int> codes) => codes
        .Select((code, index) => (code, start: code - index))
        .GroupBy(pair => pair.start, pair => pair.code)
        .Select(run => run.First() == run.Last() ? $"{run.First()}" : $"{run.First()} to {run.Last()}");
}
