using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Labeling;

/// <summary>The Label page: the next task of the queue, or one chosen task.</summary>
public sealed partial class LabelPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly LabelTrail _trail = new();
    private LabelSurface? _surface;
    private LabelSheet? _sheet;
    private LabelState _state = LabelState.Empty;
    private IReadOnlyList<MissingAnswer> _missing = [];
    private IReadOnlyList<string> _takenKeys = [];
    private Id<LabelTask>? _last;
    private Id<LabelTask>? _handedIn;
    private string? _unknown;
    private string? _opened;
    private string _email = "";
    private bool _isManager;
    private bool _isQueueEmpty;
    private StageKind _work;
    private bool _busy;

    [Inject]
    public required ILabelingService Labeling { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ISnackbar Snackbar { get; init; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Parameter, EditorRequired]
    public required string ProjectId { get; set; }

    [Parameter]
    public string? TaskId { get; set; }

    /// <summary>Gets or sets whose queue it is: that of the Label or of the Review stages.</summary>
    [Parameter]
    public StageKind Work { get; set; } = StageKind.Label;

    private Id<Project> Project => new(ProjectId);

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        // Opening a task keeps it for the person, so that is done once: when the page lives.
        var place = $"{ProjectId}/{TaskId}";

        if (!RendererInfo.IsInteractive || _opened == place)
        {
            return;
        }

        _opened = place;
        _work = Work;
        var user = (await Authentication).User;
        _email = user.FindFirstValue(ClaimTypes.Email) ?? user.Identity?.Name ?? "";
        _isManager = user.IsInRole(StudioRoles.Manager);

        if (!Id<Project>.IsValid(ProjectId) || (TaskId is not null && !Id<LabelTask>.IsValid(TaskId)))
        {
            _unknown = "There is nothing at this address";
            return;
        }

        await (TaskId is null ? NextAsync() : OpenAsync(new(TaskId)));
    }

    private async Task OpenAsync(Id<LabelTask> task)
    {
        Show(await Labeling.OpenAsync(Project, task, _email, _leaving.Token));
        _unknown = _sheet is null ? "This project has no such task" : null;
    }

    private async Task NextAsync()
    {
        try
        {
            Show(await Labeling.OpenNextAsync(Project, _email, _work, _last, _leaving.Token));
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Warning);
        }

        _isQueueEmpty = _sheet is null;
    }

    private void Show(LabelSheet? sheet)
    {
        _sheet = sheet;
        _unknown = null;

        if (sheet is not null)
        {
            _work = sheet.IsReview ? StageKind.Review : sheet.StageKind is StageKind.Label ? StageKind.Label : _work;
            _trail.Open(sheet.TaskId);
        }

        _takenKeys = sheet is null ? [] : LabelLook.TakenKeys(sheet.Schema);
        Take(sheet is null ? LabelState.Empty : LabelStateForm.Of(sheet.Answer));
    }

    private void Take(LabelState state)
    {
        _state = state;
        _missing = _sheet is null or { IsReadOnly: true } ? [] : Labeling.FindMissing(_sheet, state);
    }

    private async Task AnswerAsync(string? objectId, IReadOnlyList<LabelAnswer> answers)
    {
        Take(objectId is null
            ? _state with { Classifications = answers }
            : _state with
            {
                Objects = [.. _state.Objects.Select(o => o.ObjectId == objectId ? o with { Classifications = answers } : o)],
            });
        await _surface!.SetAnswersAsync(answers, objectId);
    }

    private Task ObeyAsync(string command) => command switch
    {
        "submit" => SubmitAsync(),
        "reject" when _sheet is { IsReview: true } => RejectAsync(),
        "save" when TaskId is not null && _sheet is { IsReadOnly: false } => SaveAsync(),
        "skip" when _sheet?.NoSubmit is null => SkipAsync(),
        _ => Task.CompletedTask,
    };

    private Task SubmitAsync() => HandOnAsync(_sheet is { IsReview: true } ? ReviewVerdict.Accepted : null);

    private Task RejectAsync() => HandOnAsync(ReviewVerdict.Rejected);

    private Task HandOnAsync(ReviewVerdict? verdict) => HandInAsync(async (sheet, work) =>
    {
        if (sheet.NoSubmit is not null)
        {
            return;
        }

        await Labeling.SubmitAsync(work with { Verdict = verdict }, _leaving.Token);
        await _surface!.HandedInAsync();
        _handedIn = sheet.TaskId;
        await GoOnAsync();
    });

    private Task SaveAsync() => HandInAsync(async (sheet, work) =>
    {
        await Labeling.SaveAsync(work, _leaving.Token);

        if (await Labeling.OpenAsync(Project, sheet.TaskId, _email, _leaving.Token) is { } saved)
        {
            _sheet = saved;
            await _surface!.StoredAsync(saved.Stamp);
        }

        Snackbar.Add($"{sheet.ExternalId} saved", Severity.Success);
    });

    // A task that is passed by stays with the person, and nothing of it is stored.
    private async Task SkipAsync()
    {
        if (_busy || _sheet is not { } skipped)
        {
            return;
        }

        await GoOnAsync();

        if (_sheet?.TaskId == skipped.TaskId)
        {
            Snackbar.Add($"{skipped.ExternalId} is the only task in the queue.", Severity.Info);
        }
    }

    private void GoBack()
    {
        if (!_busy && _trail.Back() is { } previous)
        {
            Navigation.NavigateTo($"/projects/{ProjectId}/label/{previous}");
        }
    }

    private async Task HandInAsync(Func<LabelSheet, LabelHandIn, Task> act)
    {
        if (_busy || _sheet is not { } sheet)
        {
            return;
        }

        _busy = true;

        try
        {
            var (state, spent) = await _surface!.CollectAsync();
            Take(state);
            await act(sheet, new(sheet.ProjectId, sheet.TaskId, _email, state, spent)
            {
                From = sheet.StageId,
                Since = sheet.Since,
                IsReadOnly = sheet.IsReadOnly,
                IsManager = _isManager,
            });
        }
        catch (DomainRuleException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Error, options => options.RequireInteraction = true);
        }
        finally
        {
            _busy = false;
        }
    }

    // The address of a chosen task gives way to that of the queue; the next task is opened here either way.
    private async Task GoOnAsync()
    {
        if (_work != Work)
        {
            // Another page, which opens its own.
            Navigation.NavigateTo(QueueUrl, replace: true);
            return;
        }

        _last = _sheet?.TaskId ?? _last;
        await NextAsync();

        if (TaskId is not null)
        {
            _opened = $"{ProjectId}/";
            Navigation.NavigateTo(QueueUrl, replace: true);
        }
    }

    private string QueueUrl => $"/projects/{ProjectId}/{(_work is StageKind.Review ? "review" : "label")}";

    private string Word => (_sheet?.IsReview ?? _work is StageKind.Review) ? "Review" : "Label";
}
