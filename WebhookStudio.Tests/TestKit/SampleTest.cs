using Microsoft.EntityFrameworkCore;

namespace WebhookStudio.Tests.TestKit;

/// <summary>Tests in a browser, in front of the real application with its sample project.</summary>
public abstract class SampleTest : IAsyncLifetime
{
    private StudioBrowser? _browser;

    protected StudioApp App { get; } = new StudioApp().With("WebhookStudio:SampleProject", "true");

    protected StudioBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not started.");

    /// <summary>Gets the identifier of the sample project.</summary>
    protected string Project { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        App.Start();
        _browser = await StudioBrowser.StartAsync(App.BaseUrl);
        Project = await App.ReadAsync(db => db.Projects.Select(project => project.Id.Value).SingleAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
