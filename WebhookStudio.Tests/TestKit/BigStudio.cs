using System.Runtime.CompilerServices;
using WebhookStudio.Bench.Filling;

namespace WebhookStudio.Tests.TestKit;

/// <summary>The application on a database of a busy month, made once for all tests of a class.</summary>
public sealed class BigStudio : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StudioApp? _app;
    private StudioBrowser? _browser;

    public StudioApp App => _app ?? throw new InvalidOperationException("The application has not started.");

    public StudioBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not started.");

    public string Project { get; private set; } = "";

    public static int Tasks => 200_000;

    public static int Attempts => 1_000_000;

    public async ValueTask InitializeAsync()
    {
        FillScene scene;

        await using (var maker = new StudioApp(_folder.Path).Start())
        {
            using var client = maker.CreateApiClient();
            scene = await FillProject.CreateAsync(client, _folder.Path, Pictures(), TestContext.Current.CancellationToken);
        }

        Project = scene.Project.Value;
        FillDatabase.Fill(
            Path.Combine(_folder.Path, "studio.db"), scene, new(Tasks, Attempts, TimeProvider.System.GetUtcNow()), _ => { });
        _app = new StudioApp(_folder.Path).Start();
        _browser = await StudioBrowser.StartAsync(_app.BaseUrl);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await App.DisposeAsync();
        _folder.Dispose();
    }

    private static string Pictures([CallerFilePath] string here = "") => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "WebhookStudio", "Features", "Samples", "Pictures"));
}
