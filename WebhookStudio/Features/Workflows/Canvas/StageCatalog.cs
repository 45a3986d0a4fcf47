using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>The stages that can be added, and what they are for in a few words.</summary>
public static class StageCatalog
{
    public static IReadOnlyList<(StageKind Kind, string Purpose)> Addable { get; } =
    [
        (StageKind.Label, "Draw and answer"),
        (StageKind.Review, "Check and correct"),
        (StageKind.Hold, "Wait for a go-ahead"),
        (StageKind.Logic, "Rules pick the way"),
        (StageKind.Webhook, "POST to your URL"),
    ];

    /// <summary>Finds what can be added by its name, or <see langword="null"/>.</summary>
    public static StageKind? Find(string name) =>
        Addable.Where(one => one.Kind.ToString() == name).Select(one => (StageKind?)one.Kind).FirstOrDefault();
}
