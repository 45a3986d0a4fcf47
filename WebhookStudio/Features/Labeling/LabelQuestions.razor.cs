using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Labeling;

/// <summary>The questions about a picture or about one object, with those that hang on an answer.</summary>
public sealed partial class LabelQuestions : ComponentBase
{
    private const string Keys = "qwertuiop";

    [Parameter, EditorRequired]
    public ImmutableArray<Classification> Questions { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<LabelAnswer> Answers { get; set; } = [];

    /// <summary>Gets or sets the answer that the questions hang on.</summary>
    [Parameter]
    public LabelAnswer? Parent { get; set; }

    /// <summary>Gets or sets what makes the fields' ids differ from those of the same questions elsewhere.</summary>
    [Parameter]
    public string Prefix { get; set; } = "q-";

    [Parameter]
    public bool Nested { get; set; }

    /// <summary>Gets or sets whether the first question with options can be answered by letter keys.</summary>
    [Parameter]
    public bool WithKeys { get; set; }

    /// <summary>Gets or sets keys that mean something else.</summary>
    [Parameter]
    public IReadOnlyList<string> TakenKeys { get; set; } = [];

    [Parameter]
    public EventCallback<IReadOnlyList<LabelAnswer>> OnAnswers { get; set; }

    private static bool IsField(Classification question) => question.Tool is ToolKinds.SingleDropdown or ToolKinds.Text;

    private static string Heading(Classification question) => question.Title.Length > 0 ? question.Title : "Question";

    private string? KeyOf(Classification question, int option)
    {
        var first = Questions.FirstOrDefault(other => other.Tool == ToolKinds.Radio);
        var keys = Keys.Select(letter => letter.ToString()).Except(TakenKeys).ToList();

        return WithKeys && question == first && option < keys.Count ? keys[option] : null;
    }

    private Task AnswerAsync(Classification question, IReadOnlyList<string> given) =>
        OnAnswers.InvokeAsync(LabelAnswers.With(Questions, Answers, question, given, Parent));

    private Task AnswerTextAsync(Classification question, ChangeEventArgs change) =>
        AnswerAsync(question, change.Value is string { Length: > 0 } text ? [text] : []);

    private Task NestAsync(Classification question, IReadOnlyList<LabelAnswer> nested) =>
        OnAnswers.InvokeAsync(LabelAnswers.WithNested(Questions, Answers, question, nested, Parent));
}
