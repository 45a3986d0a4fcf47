using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>Workflows for the canvas.</summary>
internal static class CanvasStages
{
    private static readonly WebhookStageSettings Webhook = new() { Url = "http://127.0.0.1:9/hook" };

    /// <summary>Gets Start, Label, Webhook, Complete.</summary>
    public static Workflow Usual => Workflow.WithWebhook(Webhook);

    /// <summary>Makes a stage whose identifier is its name.</summary>
    public static Stage Of(string name, double x, double y, StageSettings settings, params string[] next) => new()
    {
        Id = new(name),
        Name = name,
        Position = new(x, y),
        Next = [.. next.Select(id => (StageId?)new StageId(id))],
        Settings = settings,
    };

    /// <summary>Makes <see cref="Usual"/> with more stages.</summary>
    public static Workflow UsualWith(params Stage[] more) => Usual with { Stages = Usual.Stages.AddRange(more) };

    /// <summary>Makes a chain of Hold stages, in three rows.</summary>
    public static Workflow Chain(int count) => new()
    {
        Stages =
        [
            Of("Start", 64, 160, new StartStageSettings(), "H1"),
            .. Enumerable.Range(1, count - 2).Select(number => Of(
                $"H{number}", 64 + (number * 288), 160 + (number % 3 * 144), new HoldStageSettings(),
                number == count - 2 ? "Complete" : $"H{number + 1}")),
            Of("Complete", 64 + ((count - 1) * 288), 160, new CompleteStageSettings()),
        ],
    };

    /// <summary>Gets a stage of each kind, with every kind of connector.</summary>
    public static Workflow Everything => new()
    {
        Stages =
        [
            Of("Start", 64, 160, new StartStageSettings(), "Label"),
            Of("Label", 352, 160, new LabelStageSettings(), "Review"),
            Of("Review", 640, 160, new ReviewStageSettings(), "Logic", "Label"),
            Of("Logic", 928, 160, new LogicStageSettings { Rules = [new RandomSampleRule(0.1)] }, "Hold", "Webhook"),
            Of("Hold", 1216, 352, new HoldStageSettings(), "Webhook"),
            Of("Webhook", 1216, 160, Webhook with { OnExhausted = ExhaustedRule.Fail }, "Complete", "Label"),
            Of("Complete", 1504, 160, new CompleteStageSettings()),
        ],
    };
}
