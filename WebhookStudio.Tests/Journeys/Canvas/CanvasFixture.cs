using Microsoft.Playwright;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>One application and one browser for all journeys on the canvas; each has a project of its own.</summary>
public sealed class CanvasFixture : IAsyncLifetime
{
    private readonly Dictionary<bool, IBrowserContext> _signedIn = [];
    private StudioBrowser? _browser;
    private IPage? _open;
    private int _before;

    public StudioApp App { get; } = new();

    public StudioBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not started.");

    /// <summary>Gets what the console and the network have said since the page of this journey was opened.</summary>
    public IEnumerable<string> Complaints => Browser.Complaints.Skip(_before);

    public async ValueTask InitializeAsync()
    {
        App.Start();
        _browser = await StudioBrowser.StartAsync(App.BaseUrl);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Browser.DisposeAsync();
        await App.DisposeAsync();
    }

    /// <summary>Opens the canvas of a new project: Start, Label, Webhook, Complete unless told otherwise.</summary>
    public async Task<CanvasPage> OpenAsync(
        Workflow? workflow = null, bool dark = false, Func<CanvasPage, Task>? first = null)
    {
        var scenario = await Scenario.CreateAsync(App, workflow ?? CanvasStages.Usual);
        await CloseAsync();
        _before = Browser.Complaints.Count;
        _open = await PageAsync(dark);
        var canvas = new CanvasPage(_open, scenario.ProjectId.ToString());

        if (first is not null)
        {
            await first(canvas);
        }

        await canvas.VisitAsync();

        return canvas;
    }

    /// <summary>A page that nobody looks at any more would go on drawing.</summary>
    private Task CloseAsync() => _open?.CloseAsync() ?? Task.CompletedTask;

    /// <summary>Opens a page for the owner, who signs in once for each theme.</summary>
    private async Task<IPage> PageAsync(bool dark)
    {
        if (!_signedIn.TryGetValue(dark, out var context))
        {
            var first = await Browser.SignInAsync(dark);
            _signedIn[dark] = first.Context;

            return first;
        }

        var page = await context.NewPageAsync();
        Browser.Watch(page);

        return page;
    }
}

[CollectionDefinition(Name)]
public sealed class CanvasJourneys : ICollectionFixture<CanvasFixture>
{
    public const string Name = "Canvas journeys";
}
