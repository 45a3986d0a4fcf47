using System.Globalization;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Components.Shared;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Draws a stage: identity, settings in one line, live counts, and the warning of failed webhooks.</summary>
public sealed partial class StageCard : ComponentBase
{
    [Inject]
    public required BrowserTime Time { get; init; }

    [Parameter, EditorRequired]
    public required StageFace Face { get; set; }

    /// <summary>Gets or sets the workflow as edited, for the names of the neighbours and what can be connected.</summary>
    [Parameter, EditorRequired]
    public required Workflow Workflow { get; set; }

    [Parameter, EditorRequired]
    public required string ProjectUrl { get; set; }

    [Parameter]
    public bool Changed { get; set; }

    /// <summary>Gets or sets the number by which the browser names the stage.</summary>
    [Parameter]
    public int Key { get; set; }

    /// <summary>Gets or sets why its held tasks cannot be re-run now, or <see langword="null"/>.</summary>
    [Parameter]
    public string? RerunReason { get; set; }

    /// <summary>Gets or sets whether connectors cannot be drawn.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public EventCallback OnOpen { get; set; }

    /// <summary>Gets or sets what a click does while the canvas's script is still on its way; nothing once it is there.</summary>
    [Parameter]
    public EventCallback OnEarlyClick { get; set; }

    private Stage Stage => Face.Stage;

    private bool IsMono => Stage.Kind is StageKind.Webhook && Face.Setup is null && !Face.IsOff && Waits is null;

    /// <summary>Gets why deliveries wait, if that is what the second line tells.</summary>
    private StudioState? Waits => Face switch
    {
        { Setup: not null } or { IsOff: true } => null,
        { Health.Circuit: not null } => StudioState.Unreachable,
        { Health.Blocked: not null } => StudioState.Warning,
        _ => null,
    };

    private string PortRole => ReadOnly ? "img" : "button";

    private string TasksUrl => $"{ProjectUrl}/tasks";

    private string StageUrl => $"{TasksUrl}?stage={Stage.Id}";

    private string Badge => Face.BadgeText(Time.Relative);

    private string? Protection => StageRemovals.Protection(Workflow, Stage.Id);

    /// <summary>Gets the outputs by the names that classes and batches have in the project.</summary>
    private IEnumerable<OutputPort> Ports => Stage.OutputsIn(Face.Facts.Names);

    private IEnumerable<OutputPort> Named => Ports.Where(port => !port.IsPlain);

    private string Place => $"left:{Number(Stage.Position.X)}px;top:{Number(Stage.Position.Y)}px;height:{StageShape.HeightOf(Stage)}px";

    private string Css => string.Join(' ', Classes());

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? PortTest(OutputPort port) => port.Role is OutputRole.Failed ? "failed-port" : null;

    private string PortLabel(OutputPort port) =>
        port.IsPlain ? $"Output of {Stage.Name}" : $"{port.Name} output of {Stage.Name}";

    private IEnumerable<string> Classes()
    {
        if (Face.Setup is not null)
        {
            yield return "node--setup";
        }
        else if (Face.Run is not null)
        {
            yield return "node--running";
        }
        else if (Face.Count.Failing > 0)
        {
            yield return Face.Count.Held > 0 ? "node--held" : "node--retrying";
        }
        else if (Face.IsOff)
        {
            yield return "node--off";
        }

        if (Waits is not null)
        {
            yield return "node--waits";
        }
    }
}
