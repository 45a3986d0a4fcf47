using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.TestKit;

/// <summary>Workflows of every kind of stage, in few words. Stages are named by their identifiers.</summary>
internal static class StageKit
{
    public static Stage Start { get; } = Workflow.Default.Stages[0];

    public static Stage Complete { get; } = Workflow.Default.Stages[2];

    public static Workflow Of(params Stage[] stages) => new() { Stages = [.. stages] };

    public static Stage To(this Stage stage, params string?[] next) => stage with
    {
        Next = [.. next.Select(id => id is null ? (StageId?)null : new StageId(id))],
    };

    public static Stage Label(string id = "Label", params string[] people) =>
        Make(id, new LabelStageSettings { AssignedTo = [.. people] });

    public static Stage Review(string id = "Review", bool readOnly = false, params string[] people) =>
        Make(id, new ReviewStageSettings { ReadOnly = readOnly, AssignedTo = [.. people] });

    public static Stage Hold(string id = "Hold") => Make(id, new HoldStageSettings());

    public static Stage Logic(string id, params LogicRule[] rules) => Make(id, new LogicStageSettings { Rules = [.. rules] });

    public static Stage Webhook(string id, string url, bool enabled = true) =>
        Make(id, new WebhookStageSettings { Url = url, Enabled = enabled });

    private static Stage Make(string id, StageSettings settings) => new() { Id = new(id), Name = id, Settings = settings };
}
