using WebhookStudio.Domain;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Samples;

/// <summary>What is labeled in the sample project.</summary>
internal static class SampleSchema
{
    public static CategorySchema Create() => new()
    {
        Tools =
        [
            Box("Croissant", "#f44336", "1"),
            Box("Pain au chocolat", "#2f7bf6", "2"),
            Box("Brioche", "#0aa37f", "3"),
            Box("Pain aux raisins", "#b637d4", "4"),
        ],
        Classifications =
        [
            new()
            {
                Title = "Bake level",
                Tool = ToolKinds.Radio,
                Required = true,
                SchemaId = ShortId.New(),
                Options = [Option("Underbaked"), Option("Golden"), Option("Overbaked")],
            },
        ],
    };

    private static LabelTool Box(string title, string color, string key) => new()
    {
        Title = title,
        Tool = ToolKinds.BoundingBox,
        SchemaId = ShortId.New(),
        Color = color,
        ShortcutKey = key,
    };

    private static ClassificationOption Option(string value) => new() { Value = value, SchemaId = ShortId.New() };
}
