using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Projects;

/// <summary>What the kinds of shapes and questions are called on the screen.</summary>
internal static class SchemaWords
{
    /// <summary>Gets <c>Radio buttons</c> for <c>radio</c>; <c>Rotated bounding box</c> for what has no word of its own.</summary>
    public static string Kind(string kind) => kind switch
    {
        ToolKinds.Radio => "Radio buttons",
        ToolKinds.Checkbox => "Checkboxes",
        ToolKinds.SingleDropdown => "Dropdown, one",
        ToolKinds.MultiDropdown => "Dropdown, several",
        ToolKinds.Text => "Text",
        "ner" or "pdf" => kind.ToUpperInvariant(),
        { Length: > 1 } => char.ToUpperInvariant(kind[0]) + kind[1..].Replace('-', ' '),
        _ => kind,
    };
}
