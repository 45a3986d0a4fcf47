using Microsoft.AspNetCore.Components;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Projects;

/// <summary>A question in the schema dialog, with its options.</summary>
public sealed partial class SchemaQuestionRow : ComponentBase
{
    private static readonly IReadOnlyList<string> NewKinds = [.. ToolKinds.Choices, ToolKinds.Text];

    private readonly TypedText _text = new();

    private ElementReference _title;
    private ElementReference _add;
    private string? _focus;
    private bool _hadFocus;
    private bool _takesFocus;

    [Parameter, EditorRequired]
    public required Classification Question { get; set; }

    /// <summary>Gets or sets the place in the list, from 1.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter]
    public bool IsLast { get; set; }

    /// <summary>Gets or sets whether tasks may have answers to it: then a choice stays a choice, and a text a text.</summary>
    [Parameter]
    public bool IsStored { get; set; }

    /// <summary>Gets or sets what is wrong with the question and its options.</summary>
    [Parameter]
    public IReadOnlyList<SchemaProblem> Problems { get; set; } = [];

    /// <summary>Gets or sets the identifier of what takes the focus: the question or one of its options.</summary>
    [Parameter]
    public string? FocusId { get; set; }

    [Parameter]
    public EventCallback<Classification> OnChange { get; set; }

    [Parameter]
    public EventCallback<int> OnMove { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private string Name => Question.Title.Length > 0 ? Question.Title : $"question {Number}";

    private IReadOnlyList<string> Kinds => (IsStored, ToolKinds.Choices.Contains(Question.Tool)) switch
    {
        (false, _) => NewKinds,
        (true, true) => ToolKinds.Choices,
        _ => [Question.Tool],
    };

    protected override void OnParametersSet()
    {
        var focus = FocusId == Question.SchemaId;
        _text.Give(Question.Title);

        _takesFocus |= focus && !_hadFocus;
        _hadFocus = focus;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_takesFocus)
        {
            _takesFocus = false;
            await _title.FocusAsync();
        }
    }

    private Task TypeAsync(string? title)
    {
        _text.Type(title);

        return ChangeAsync(Question with { Title = _text.Text });
    }

    private static string Text(ChangeEventArgs args) => args.Value?.ToString() ?? "";

    private Task ChangeAsync(Classification question)
    {
        _focus = null;

        return OnChange.InvokeAsync(question);
    }

    private Task TakeAsync(ClassificationOption option) => ChangeAsync(
        Question with { Options = [.. Question.Options.Select(old => old.SchemaId == option.SchemaId ? option : old)] });

    private async Task AddAsync(int place)
    {
        var option = new ClassificationOption { SchemaId = ShortId.New() };
        _focus = option.SchemaId;
        await OnChange.InvokeAsync(Question with { Options = Question.Options.Insert(place, option) });
    }

    private async Task RemoveAsync(ClassificationOption option)
    {
        await ChangeAsync(Question with { Options = Question.Options.RemoveAll(old => old.SchemaId == option.SchemaId) });
        await _add.FocusAsync();
    }

    private string? Message(string field) =>
        Problems.FirstOrDefault(problem => problem.SchemaId == Question.SchemaId && problem.Field == field)?.Message;
}
