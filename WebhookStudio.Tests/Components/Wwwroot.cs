using System.Runtime.CompilerServices;

namespace WebhookStudio.Tests.Components;

/// <summary>The product's static files as they lie in the repository.</summary>
internal static class Wwwroot
{
    public static string Path { get; } = Find();

    private static string Find([CallerFilePath] string here = "") => System.IO.Path.GetFullPath(
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../WebhookStudio/wwwroot"));
}
