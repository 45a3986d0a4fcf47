using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Features.Projects;

/// <summary>Edits the classes and questions of a project. What it does not show stays as it is.</summary>
public sealed partial class SchemaDialog : ComponentBase
{
    private SchemaDraft _draft = new(CategorySchema.Empty);
    private IReadOnlyList<SchemaProblem> _problems = [];
    private ElementReference _addTool;
    private ElementReference _addQuestion;
    private string? _focus;
    private string? _refusal;
    private bool _tried;
    private bool _asking;
    private bool _busy;

    [Inject]
    public required IProjectService Projects { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    /// <summary>Gets or sets the schema as it was read.</summary>
    [Parameter, EditorRequired]
    public required CategorySchema Schema { get; set; }

    /// <summary>Gets or sets who is signed in.</summary>
    [Parameter]
    public string Email { get; set; } = "";

    protected override void OnInitialized() => _draft = new(Schema);

    private void AddTool() => Change(() => _focus = _draft.AddTool());

    private void AddQuestion() => Change(() => _focus = _draft.AddQuestion());

    private void Take(LabelTool tool) => Change(() => _draft.Change(tool));

    private void Take(Classification question) => Change(() => _draft.Change(question));

    private async Task RemoveToolAsync(string id)
    {
        Change(() => _draft.RemoveTool(id));
        await _addTool.FocusAsync();
    }

    private async Task RemoveQuestionAsync(string id)
    {
        Change(() => _draft.RemoveQuestion(id));
        await _addQuestion.FocusAsync();
    }

    private void Change(Action change)
    {
        _focus = null;
        _refusal = null;
        change();
        Check();
    }

    /// <summary>Says at once that two classes share a key; the rest not before the first try to save.</summary>
    private void Check() =>
        _problems = [.. SchemaCheck.Find(_draft.Ready()).Where(problem => _tried || problem.Field == "shortcut")];

    private IReadOnlyList<SchemaProblem> Of(string id) => [.. _problems.Where(problem => problem.SchemaId == id)];

    private IReadOnlyList<SchemaProblem> Of(Classification question) =>
        [.. _problems.Where(p => p.SchemaId == question.SchemaId || question.FindOption(p.SchemaId) is not null)];

    private async Task OnKeyAsync(KeyboardEventArgs args)
    {
        if (args.Key == "Escape")
        {
            await CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        if (_asking)
        {
            return;
        }

        _asking = true;
        var leave = !_draft.IsChanged
            || await Dialogs.ConfirmAsync("Discard changes?", "Classes and questions stay as they were.", "Discard changes", danger: true);
        _asking = false;

        if (leave)
        {
            Dialog.Cancel();
        }
    }

    private async Task SaveAsync()
    {
        _tried = true;
        Check();
        _focus = _problems is [var first, ..] ? first.SchemaId : null;

        if (_busy)
        {
            return;
        }

        if (_problems.Count > 0)
        {
            _refusal = _problems.Count == 1 ? "Mend the field marked above." : $"Mend the {_problems.Count} fields marked above.";
            return;
        }

        _busy = true;

        try
        {
            await StoreAsync();
            Dialog.Close(DialogResult.Ok(true));
        }
        catch (DomainRuleException refusal)
        {
            _refusal = refusal.Message;
        }
        finally
        {
            _busy = false;
        }
    }

    /// <exception cref="DomainRuleException">The person is no manager any more, or the schema is refused.</exception>
    private async Task StoreAsync()
    {
        if (!(await Authentication).User.IsInRole(StudioRoles.Manager))
        {
            throw new DomainRuleException("access.manager", "Only a manager can change classes and questions.");
        }

        await Projects.ChangeSchemaAsync(Project, new(Schema, _draft.Ready()), Email, CancellationToken.None);
    }
}
