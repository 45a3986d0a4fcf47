namespace WebhookStudio.Domain.Schema;

/// <summary>The kinds of shapes and questions that the dialect names.</summary>
public static class ToolKinds
{
    public const string BoundingBox = "bounding-box";
    public const string Radio = "radio";
    public const string Checkbox = "checkbox";
    public const string SingleDropdown = "single-dropdown";
    public const string MultiDropdown = "multi-dropdown";
    public const string Text = "text";
    public const string TreeDropdown = "tree-dropdown";

    /// <summary>Gets every kind of shape.</summary>
    public static IReadOnlyList<string> Shapes { get; } =
    [
        BoundingBox, "rotated-bounding-box", "polygon", "polyline", "point", "segmentation", "brush", "ner", "pdf",
        "spline", "message",
    ];

    /// <summary>Gets every kind of question.</summary>
    public static IReadOnlyList<string> Questions { get; } =
        [Radio, Checkbox, SingleDropdown, MultiDropdown, Text, TreeDropdown];

    /// <summary>Gets the kinds of questions whose answer is chosen from options.</summary>
    public static IReadOnlyList<string> Choices { get; } = [Radio, Checkbox, SingleDropdown, MultiDropdown];

    /// <summary>Gets every kind of relation.</summary>
    public static IReadOnlyList<string> Relations { get; } = ["one-to-one", "group"];

    /// <summary>Whether an answer to such a question is a list.</summary>
    public static bool TakesMany(string question) => question is Checkbox or MultiDropdown or TreeDropdown;
}
