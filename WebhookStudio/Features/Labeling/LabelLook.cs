using System.Globalization;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Labeling;

/// <summary>How the tools of a schema look on the Label page.</summary>
internal static class LabelLook
{
    /// <summary>Whether the page can draw what the tool draws.</summary>
    public static bool IsDrawable(LabelTool tool) => tool.Tool == ToolKinds.BoundingBox;

    public static string Title(LabelTool tool) => tool.Title.Length > 0 ? tool.Title : "Untitled";

    /// <summary>Gets the tool's colour if it is <c>#rrggbb</c>, and a plain one otherwise: colours come from outside.</summary>
    public static string Color(LabelTool? tool) =>
        tool?.Color is { Length: 7 } color && color[0] == '#' && color.Skip(1).All(char.IsAsciiHexDigit)
            ? color
            : "var(--primary)";

    /// <summary>Gets the keys that choose a class, or do something else on the page.</summary>
    public static IReadOnlyList<string> TakenKeys(CategorySchema schema) =>
        ["v", "b", "h", "s", "z", "y", "g", .. schema.Tools.Select(tool => tool.ShortcutKey?.ToLowerInvariant()).OfType<string>()];

    public static string Pixels(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Size(LabelBox box) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(box.Width)} × {Math.Round(box.Height)}");
}
