using System.Text.Json;

namespace WebhookStudio.Features.Samples;

/// <summary>A picture that comes with the application.</summary>
/// <param name="File">The file's name, which becomes the external ID.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="Pastries">What lies on it.</param>
internal sealed record SamplePicture(string File, int Width, int Height, IReadOnlyList<SamplePastry> Pastries)
{
    private const string Folder = "Samples/";

    /// <summary>Lists the pictures, <c>task1.png</c> first.</summary>
    public static IReadOnlyList<SamplePicture> All()
    {
        using var list = OpenResource("pictures.json");

        return JsonSerializer.Deserialize<SamplePicture[]>(list, JsonSerializerOptions.Web)!;
    }

    public Stream Open() => OpenResource(File);

    public bool Shows(string kind) => Pastries.Any(pastry => pastry.Kind == kind);

    private static Stream OpenResource(string name) =>
        typeof(SamplePicture).Assembly.GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The resource {Folder}{name} is missing in the build.");
}

/// <summary>A pastry on a picture.</summary>
internal sealed record SamplePastry(string Kind);
