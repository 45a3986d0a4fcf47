using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>The settings of a Webhook stage: URL, Secret, Logs, and the rest folded away.</summary>
public sealed partial class WebhookPanel : ComponentBase
{
    private bool _advanced;
    private bool _touched;

    [Parameter, EditorRequired]
    public required WebhookStageSettings Settings { get; set; }

    /// <summary>Gets or sets the settings that are live; <see langword="null"/> for a new stage.</summary>
    [Parameter]
    public WebhookStageSettings? Live { get; set; }

    /// <summary>Gets or sets the name of the stage, with which its problems begin.</summary>
    [Parameter]
    public string StageName { get; set; } = "";

    [Parameter, EditorRequired]
    public StageId StageId { get; set; }

    /// <summary>Gets or sets the stage as edited, which tests are made with.</summary>
    [Parameter, EditorRequired]
    public required Stage Stage { get; set; }

    /// <summary>Gets or sets a number that grows whenever a test is asked for.</summary>
    [Parameter]
    public int Tests { get; set; }

    /// <summary>Gets or sets who is signed in.</summary>
    [Parameter]
    public string Email { get; set; } = "";

    [Parameter, EditorRequired]
    public required IReadOnlyList<WorkflowProblem> Problems { get; set; }

    [Parameter, EditorRequired]
    public Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public bool Advanced { get; set; }

    [Parameter]
    public int Tick { get; set; }

    [Parameter]
    public EventCallback<(StageSettings Settings, string Words)> OnChange { get; set; }

    /// <summary>Gets what is wrong with the URL. An empty one is only told after it was touched: the card says it anyway.</summary>
    private string? UrlProblem =>
        (Settings.Url.Length > 0 || _touched) && (WebhookUrl.Problem(Settings.Url) ?? Refusal) is { } problem
            ? char.ToUpperInvariant(problem[0]) + problem[1..]
            : null;

    /// <summary>Gets why the address policy refuses the URL.</summary>
    private string? Refusal =>
        Problems.FirstOrDefault(problem => problem.Code == RefusedReceivers.Code)?.Message[$"{StageName}: ".Length..];

    private string Summary => string.Join(", ", Parts());

    protected override void OnInitialized() => _advanced = Advanced;

    private IEnumerable<string> Parts()
    {
        yield return $"{Settings.Timeout.TotalSeconds:0} s timeout";
        yield return Settings.AutomaticRetry ? "automatic retry" : "no automatic retry";

        if (Settings.SuccessCodes is SuccessCodes.Any2xx)
        {
            yield return "any 2xx";
        }

        if (Settings.RateLimit is { } limit)
        {
            yield return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{limit} per second");
        }

        if (Settings.Ordering is not DeliveryOrdering.None)
        {
            yield return "in order";
        }

        if (Settings.Headers.Length > 0)
        {
            yield return Canvas.StageFace.Number(Settings.Headers.Length, "header");
        }
    }

    private Task ChangeUrlAsync(ChangeEventArgs args)
    {
        _touched = true;

        return OnChange.InvokeAsync((Settings with { Url = args.Value?.ToString()?.Trim() ?? "" }, "change the URL"));
    }
}
