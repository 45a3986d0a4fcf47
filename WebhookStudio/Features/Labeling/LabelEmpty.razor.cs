using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Labeling;

/// <summary>Says why there is nothing to label or review, and where the tasks are; kept up to date.</summary>
public sealed partial class LabelEmpty : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _subscription;
    private QueueSummary? _summary;
    private bool _isUnknown;

    [Inject]
    public required ILabelingService Labeling { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Parameter, EditorRequired]
    public required Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required string Email { get; set; }

    /// <summary>Gets or sets whose queue is empty: Label or Review.</summary>
    [Parameter]
    public StageKind Work { get; set; } = StageKind.Label;

    [Parameter]
    public EventCallback OnLookAgain { get; set; }

    public void Dispose()
    {
        _subscription?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _subscription = Feed.Subscribe(Project, () => InvokeAsync(RefreshAsync));
        await LoadAsync();
    }

    private async Task RefreshAsync()
    {
        if (!_leaving.IsCancellationRequested)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            _summary = await Labeling.SummariseAsync(Project, Email, Work, _leaving.Token);
            _isUnknown = _summary is null;
        }
        catch (OperationCanceledException)
        {
            // The page was left meanwhile.
        }
    }

    private bool IsReview => Work is StageKind.Review;

    private string Title(QueueSummary summary) => summary.Waiting switch
    {
        0 => IsReview ? "Nothing to review" : "Nothing to label",
        1 => "1 task waits for you",
        var count => $"{count} tasks wait for you",
    };

    private string? Text(QueueSummary summary) => (summary.MayWork, summary.Places.Count) switch
    {
        (false, _) => $"No {Work} stage of this project is assigned to you.",
        (_, 0) => "This project has no tasks yet. Import pictures on the Tasks page.",
        _ => null,
    };

    private static string Tasks(int count) => count == 1 ? "1 task is" : $"{count} tasks are";
}
