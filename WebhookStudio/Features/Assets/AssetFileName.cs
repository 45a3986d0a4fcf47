using System.Diagnostics.CodeAnalysis;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Assets;

/// <summary>The name of a stored file: its project, and a UUID with a known extension that the server chose.</summary>
/// <remarks>Only names in exactly this form exist, so that no path can be made of what a request says.</remarks>
internal sealed record AssetFileName
{
    /// <summary>What the path of every stored file begins with.</summary>
    public const string Root = "/files/";

    private AssetFileName(Id<Project> project, string name)
    {
        Project = project;
        Name = name;
    }

    public Id<Project> Project { get; }

    /// <summary>Gets the UUID and the extension, such as <c>9a02ef5e-1281-48a6-902e-c959c1e1b201.png</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the path on this server: what is kept as the asset's data.</summary>
    public string Path => $"{Root}{Project}/{Name}";

    public AssetFileType Type => AssetFileType.Of(Name);

    public static AssetFileName New(Id<Project> project, string fileName) =>
        new(project, $"{Guid.NewGuid():D}{AssetFileType.Of(fileName).Extension}");

    public static bool TryParse(string project, string name, [NotNullWhen(true)] out AssetFileName? result)
    {
        var dot = name.LastIndexOf('.');
        var valid = dot > 0
            && Id<Project>.TryParse(project, null, out var id) && id.Value == project
            && Guid.TryParseExact(name[..dot], "D", out var uuid) && uuid.ToString("D") == name[..dot]
            && AssetFileType.Of(name).Extension == name[dot..];

        result = valid ? new(new(project), name) : null;

        return valid;
    }
}
