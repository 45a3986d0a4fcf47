using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Json;

/// <summary>The workflow as the dialect's <c>stages</c>: to read, copy and download; and another one to take over as draft.</summary>
public sealed partial class StagesDialog : ComponentBase
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private IReadOnlyList<StageDifference> _differences = [];
    private IReadOnlyList<WorkflowProblem> _problems = [];
    private ImportedStages? _read;
    private string _text = "";
    private string? _problem;
    private bool _importing;

    [Inject]
    public required StagesImport Import { get; init; }

    [Inject]
    public required IWorkflowService Workflows { get; init; }

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Parameter, EditorRequired]
    public required StagesDialogSource Source { get; set; }

    private string Json => StagesJson.Write(Source.Draft).ToJsonString(Indented);

    private string FileName
    {
        get
        {
            var name = new string([.. Source.ProjectName.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')]);

            return $"{name.Trim('-')}-stages.json";
        }
    }

    private string ExportWords => Source.Changes == 0
        ? "The live workflow."
        : $"The workflow as it is in the editor: {Canvas.StageFace.Number(Source.Changes, "change")} of it {(Source.Changes == 1 ? "is" : "are")} not live yet.";

    private void TakeText(ChangeEventArgs args) => Read(args.Value?.ToString() ?? "");

    private async Task TakeFileAsync(InputFileChangeEventArgs args)
    {
        if (args.File.Size > StagesImport.MaxLength)
        {
            _problem = $"{args.File.Name} is larger than {StagesImport.MaxLength / 1000:N0} KB. A workflow is smaller than that.";
            return;
        }

        using var reader = new StreamReader(args.File.OpenReadStream(StagesImport.MaxLength), Encoding.UTF8);
        Read(await reader.ReadToEndAsync());
    }

    private void Read(string text)
    {
        _problem = null;
        _text = text;
        _read = text.Trim().Length == 0 ? null : Import.Read(text, Source.Draft);
        _differences = _read?.Workflow is { } workflow ? WorkflowDiff.Between(Source.Draft, workflow) : [];
        _problems = _read?.Workflow is { } found
            ? [.. Workflows.Check(found, Source.Live).Where(problem => problem.Severity is ProblemSeverity.Error)]
            : [];
    }

    private void Take() => Dialog.Close(DialogResult.Ok(_read!.Workflow!));
}
