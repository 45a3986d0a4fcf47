using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Tasks;

/// <summary>A page whose address says which list of tasks it belongs to.</summary>
public abstract class TaskAddressPage : ComponentBase
{
    [SupplyParameterFromQuery(Name = "stage")]
    public string? QueryStage { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    public string? QueryView { get; set; }

    [SupplyParameterFromQuery(Name = "batch")]
    public string? QueryBatch { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? QueryQ { get; set; }

    [SupplyParameterFromQuery(Name = "cause")]
    public string? QueryCause { get; set; }

    [SupplyParameterFromQuery(Name = "assignee")]
    public string? QueryAssignee { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? QuerySort { get; set; }

    [SupplyParameterFromQuery(Name = "at")]
    public string? QueryAt { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? QueryFrom { get; set; }

    [SupplyParameterFromQuery(Name = "task")]
    public string? QueryTask { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    public string? QueryTab { get; set; }

    /// <summary>Reads what the address says.</summary>
    /// <param name="project">The project.</param>
    /// <param name="me">The email address of who looks.</param>
    private protected TaskListPlace ReadPlace(Id<Project> project, string me)
    {
        var place = TaskListPlace.Parse(project, Value);

        return place with { Me = me };
    }

    private string? Value(string name) => name switch
    {
        "stage" => QueryStage,
        "view" => QueryView,
        "batch" => QueryBatch,
        "q" => QueryQ,
        "cause" => QueryCause,
        "assignee" => QueryAssignee,
        "sort" => QuerySort,
        "at" => QueryAt,
        "from" => QueryFrom,
        "task" => QueryTask,
        "tab" => QueryTab,
        _ => null,
    };
}
