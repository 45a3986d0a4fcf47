using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WebhookStudio.Bench.Processes;

/// <summary>Publishes the application as a release is published: with the settings of its project.</summary>
internal static class Publishing
{
    /// <summary>Gets the folder for what the benchmarks make.</summary>
    public static string Folder { get; } = Path.Combine(Repository(), "artifacts", "bench");

    /// <returns>The folder with the published application.</returns>
    public static async Task<string> PublishAsync(CancellationToken stopping)
    {
        var output = Path.Combine(Folder, "app");

        // Its own folder for what is built on the way: a build for one platform would replace the developer's.
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Repository(), "WebhookStudio", "WebhookStudio.csproj"), "-c", "Release",
            "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
            "--artifacts-path", Path.Combine(Folder, "build"), "-o", output, "-v", "quiet",
        ]);
        Console.Error.WriteLine($"Publishing to {output}");
        using var publish = Process.Start(start)!;

        try
        {
            await publish.WaitForExitAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            publish.Kill(entireProcessTree: true);
            throw;
        }

        return publish.ExitCode == 0
            ? output
            : throw new InvalidOperationException("The application could not be published.");
    }

    /// <summary>Gets the folder that everything lies in.</summary>
    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "WebhookStudio.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The benchmarks run from within the repository.");
    }
}
