using System.Collections.Frozen;

namespace WebhookStudio.Features.Assets;

/// <summary>How files of one kind are kept and served.</summary>
/// <param name="Extension">The extension with its dot, in lower case.</param>
/// <param name="ContentType">The media type that browsers are told.</param>
/// <param name="IsInline">Whether a browser may show it; everything else is downloaded.</param>
internal sealed record AssetFileType(string Extension, string ContentType, bool IsInline = true)
{
    private static readonly AssetFileType Unknown = new(".bin", "application/octet-stream", IsInline: false);

    private static readonly FrozenDictionary<string, AssetFileType> Known = new AssetFileType[]
    {
        Unknown,
        new(".jpg", "image/jpeg"),
        new(".jpeg", "image/jpeg"),
        new(".png", "image/png"),
        new(".gif", "image/gif"),
        new(".webp", "image/webp"),
        new(".tif", "image/tiff"),
        new(".tiff", "image/tiff"),
        new(".svg", "image/svg+xml"),
        new(".mp4", "video/mp4"),
        new(".ogg", "video/ogg"),
        new(".webm", "video/webm"),
        new(".mov", "video/quicktime"),
        new(".mp3", "audio/mpeg"),
        new(".wav", "audio/wav"),
        new(".txt", "text/plain; charset=utf-8"),
        new(".md", "text/plain; charset=utf-8"),
        new(".pdf", "application/pdf"),
        new(".dcm", "application/dicom", IsInline: false),
        new(".nrrd", "application/octet-stream", IsInline: false),
        new(".nii", "application/octet-stream", IsInline: false),
    }.ToFrozenDictionary(type => type.Extension, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets a value indicating whether the file can carry scripts, and is shown without rights.</summary>
    public bool IsSandboxed => Extension is ".svg";

    /// <summary>Finds the type by the extension of a name; unknown ones are kept as <c>.bin</c>.</summary>
    public static AssetFileType Of(string fileName) =>
        Known.GetValueOrDefault(Path.GetExtension(fileName), Unknown);
}
