using System.Collections.Immutable;
using System.Text.Json;

namespace WebhookStudio.Domain.Tasks;

/// <summary>What has been labeled on a task.</summary>
/// <remarks>
/// This is the stored form: chosen options are held by their <c>schemaId</c>. The documents that leave the house resolve
/// them to the options' values and add titles.
/// </remarks>
public sealed record TaskAnswer
{
    /// <summary>The longest brush picture, in characters of its data URL.</summary>
    public const int BrushMaxLength = 4_000_000;

    public static TaskAnswer Empty { get; } = new();

    public ImmutableArray<Annotation> Tools { get; init; } = [];

    public ImmutableArray<ClassificationAnswer> Classifications { get; init; } = [];

    /// <summary>Gets the relations as they were given.</summary>
    public ImmutableArray<JsonElement> Relations { get; init; } = [];

    public string? BrushDataUrl { get; init; }

    public string? MedicalBrushDataUrl { get; init; }

    public bool IsEmpty => Tools.IsEmpty && Classifications.IsEmpty && Relations.IsEmpty
        && BrushDataUrl is null && MedicalBrushDataUrl is null;
}

/// <summary>An object that a labeler drew.</summary>
public sealed record Annotation
{
    /// <summary>Gets the name of the object: 23 hexadecimal digits when made here.</summary>
    public required string ObjectId { get; init; }

    /// <summary>Gets the tool it was drawn with.</summary>
    public required string SchemaId { get; init; }

    /// <summary>Gets the kind of shape, which is also the key of the geometry in the documents.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the geometry as it was given, such as <c>{"x":1,"y":2,"height":3,"width":4}</c> in pixels.</summary>
    public required JsonElement Geometry { get; init; }

    public ImmutableArray<ClassificationAnswer> Classifications { get; init; } = [];

    public required AnnotationMetadata Metadata { get; init; }

    /// <summary>Gets the page of a document of several, or <see langword="null"/>.</summary>
    public int? Page { get; init; }

    public bool Lock { get; init; }
}

/// <summary>Who drew an object, when and where.</summary>
public sealed record AnnotationMetadata
{
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the email address of the person.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Gets the name of the stage.</summary>
    public required string CreatedIn { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }
}

/// <summary>The answer to a question.</summary>
public sealed record ClassificationAnswer
{
    public required string SchemaId { get; init; }

    /// <summary>Gets the kind of question.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the answer: one entry for a single choice (an option's <c>schemaId</c>) or a text, several for a
    /// multiple choice.</summary>
    public ImmutableArray<string> Answer { get; init; } = [];

    public ImmutableArray<ClassificationAnswer> Classifications { get; init; } = [];
}
