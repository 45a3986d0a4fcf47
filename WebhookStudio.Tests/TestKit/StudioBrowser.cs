using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace WebhookStudio.Tests.TestKit;

/// <summary>Chromium in front of the application. Everything the console or the network says that should not be said is kept.</summary>
public sealed class StudioBrowser : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly string _baseUrl;

    private StudioBrowser(IPlaywright playwright, IBrowser browser, string baseUrl)
    {
        _playwright = playwright;
        _browser = browser;
        _baseUrl = baseUrl;
    }

    /// <summary>Gets errors of the console, and requests that left the machine.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<StudioBrowser> StartAsync(string baseUrl)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });

        return new(playwright, browser, baseUrl);
    }

    /// <summary>Opens a window of its own, without the session of the others.</summary>
    public async Task<IPage> OpenAsync(bool dark = false, int width = 1440, int height = 900)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = _baseUrl,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            TimezoneId = "Europe/Paris",
        });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        Watch(page);

        return page;
    }

    /// <summary>Opens a window and signs the owner in.</summary>
    public async Task<IPage> SignInAsync(bool dark = false, int width = 1440, int height = 900)
    {
        var page = await OpenAsync(dark, width, height);
        await page.GotoAsync("/signin");
        await page.FillAsync("input[type=email]", StudioApp.OwnerEmail);
        await page.FillAsync("input[type=password]", StudioApp.OwnerPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.ReadyAsync();

        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    internal void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) =>
        {
            if (Uri.TryCreate(request.Url, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", IsLoopback: false })
            {
                _complaints.Enqueue($"left the machine: {request.Url}");
            }
        };
    }
}

/// <summary>What tests do with a page.</summary>
public static class StudioPages
{
    /// <summary>Waits until the page reacts to clicks.</summary>
    public static Task ReadyAsync(this IPage page) => page.WaitForSelectorAsync("main[data-interactive=true]");

    public static async Task VisitAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.ReadyAsync();

        // The canvas takes keys once its script is there.
        await page.WaitForFunctionAsync("() => !document.querySelector('.canvas:not([data-live])')");
    }

    public static ILocator Test(this IPage page, string id) => page.GetByTestId(id);

    public static ILocator Test(this ILocator part, string id) => part.GetByTestId(id);

    /// <summary>Fails if axe finds anything, with what and where.</summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions());
        var found = result.Violations.Select(violation =>
            $"{violation.Id} ({violation.Impact}): {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}").ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    /// <summary>Keeps a picture in <c>artifacts/screenshots</c>, and in <c>docs/screenshots</c> where
    /// <c>STUDIO_SCREENSHOTS=docs</c> asks for it.</summary>
    public static async Task KeepAsync(this IPage page, string name, [CallerFilePath] string here = "")
    {
        var root = Root(Path.GetDirectoryName(here)!);
        var picture = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });

        foreach (var folder in Folders())
        {
            var path = Path.Combine(root, folder);
            Directory.CreateDirectory(path);
            await File.WriteAllBytesAsync(Path.Combine(path, $"{name}.png"), picture);
        }

        static string Root(string folder) =>
            File.Exists(Path.Combine(folder, "WebhookStudio.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

        static IEnumerable<string> Folders() =>
            Environment.GetEnvironmentVariable("STUDIO_SCREENSHOTS") is "docs"
                ? ["artifacts/screenshots", "docs/screenshots"]
                : ["artifacts/screenshots"];
    }
}
