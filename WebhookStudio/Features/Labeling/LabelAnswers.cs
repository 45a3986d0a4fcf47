using System.Collections.Immutable;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Labeling;

/// <summary>Changes answers as a person ticks and types. Never changes a list in place.</summary>
internal static class LabelAnswers
{
    /// <summary>Whether a question is put: always, or only while the option that reveals it is chosen.</summary>
    public static bool IsAsked(Classification question, LabelAnswer? parent, IReadOnlyList<LabelAnswer> beside) =>
        string.IsNullOrEmpty(question.ParentOptionId)
        || parent?.Answer.Contains(question.ParentOptionId) == true
        || beside.Any(answer => answer.Answer.Contains(question.ParentOptionId));

    public static LabelAnswer? Find(IReadOnlyList<LabelAnswer> answers, Classification question) =>
        answers.FirstOrDefault(answer => answer.SchemaId == question.SchemaId);

    /// <summary>Gives a question an answer; none takes it away, and with it what hangs on it.</summary>
    public static IReadOnlyList<LabelAnswer> With(
        ImmutableArray<Classification> questions,
        IReadOnlyList<LabelAnswer> answers,
        Classification question,
        IReadOnlyList<string> given,
        LabelAnswer? parent = null)
    {
        var nested = Find(answers, question)?.Classifications ?? [];

        return Replace(questions, answers, question, new(question.SchemaId, given, nested), parent);
    }

    /// <summary>Replaces the answers to the questions nested in another one.</summary>
    public static IReadOnlyList<LabelAnswer> WithNested(
        ImmutableArray<Classification> questions,
        IReadOnlyList<LabelAnswer> answers,
        Classification question,
        IReadOnlyList<LabelAnswer> nested,
        LabelAnswer? parent = null) =>
        Replace(questions, answers, question, new(question.SchemaId, Find(answers, question)?.Answer ?? [], nested), parent);

    /// <summary>Ticks an option, or takes the tick away; the order of the options is kept.</summary>
    public static IReadOnlyList<string> Toggle(Classification question, IReadOnlyList<string> chosen, string option) =>
    [
        .. question.Options.Select(OptionId).Where(id => id == option ? !chosen.Contains(id) : chosen.Contains(id)),
    ];

    /// <summary>Gets what stands for an option in an answer.</summary>
    public static string OptionId(ClassificationOption option) =>
        option.SchemaId.Length > 0 ? option.SchemaId : option.Value;

    private static IReadOnlyList<LabelAnswer> Replace(
        ImmutableArray<Classification> questions,
        IReadOnlyList<LabelAnswer> answers,
        Classification question,
        LabelAnswer changed,
        LabelAnswer? parent)
    {
        List<LabelAnswer> all = [.. answers.Where(answer => answer.SchemaId != question.SchemaId)];

        if (changed.Answer.Any(text => text.Length > 0))
        {
            all.Add(changed);
        }

        return Asked(questions, all, parent);
    }

    // Taking an answer away may hide a question, whose answer may have revealed another one.
    private static IReadOnlyList<LabelAnswer> Asked(
        ImmutableArray<Classification> questions, List<LabelAnswer> answers, LabelAnswer? parent)
    {
        List<LabelAnswer> asked =
        [
            .. from question in questions
               let answer = Find(answers, question)
               where answer is not null && IsAsked(question, parent, answers)
               select answer with { Classifications = Asked(question.Classifications, [.. answer.Classifications], answer) },
        ];

        return asked.Count == answers.Count ? asked : Asked(questions, asked, parent);
    }
}
