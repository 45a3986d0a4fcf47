using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using WebhookStudio.Components.Layout;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Activities;

namespace WebhookStudio.Tests.Components;

public sealed class MainLayoutTests : BunitContext
{
    private const string Project = "67a3be4088cb6f0f7976327b";

    private readonly ShellMode _mode = new();

    public MainLayoutTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        this.AddAuthorization().SetAuthorized("ada@bakery.example").SetRoles(StudioRoles.Manager);
        Services.AddMudServices();
        Services.AddSingleton<IShellData, NoData>();
        Services.AddSingleton<ICommandSearch, NothingFound>();
        Services.AddSingleton(_mode);
        ComponentFactories.AddStub<ActivityButton>();
    }

    [Theory]
    [InlineData("workflow", true)]
    [InlineData("logs", false)]
    public void Nav_CanvasPages_AreMini(string section, bool mini) =>
        Assert.Equal(mini, IsMini(RenderAt($"projects/{Project}/{section}")));

    [Fact]
    public async Task Nav_PageWantsTheWidth_IsMiniUntilItDoesNot()
    {
        var layout = RenderAt($"projects/{Project}/logs");

        await layout.InvokeAsync(() => _mode.RequestMini(true));
        Assert.True(IsMini(layout));

        await layout.InvokeAsync(() => _mode.RequestMini(false));
        Assert.False(IsMini(layout));
    }

    private static bool IsMini(IRenderedComponent<MainLayout> layout) => layout.Find(".app").ClassList.Contains("app--nav-mini");

    private IRenderedComponent<MainLayout> RenderAt(string path)
    {
        SetRendererInfo(new("Server", isInteractive: true));
        Services.GetRequiredService<NavigationManager>().NavigateTo(path);

        return Render<MainLayout>();
    }

    private sealed class NothingFound : ICommandSearch
    {
        public Task<IReadOnlyList<CommandEntry>> FindAsync(
            string? projectId, string text, bool manages, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<CommandEntry>>([]);
    }

    private sealed class NoData : IShellData, IDisposable
    {
        public Task<IReadOnlyList<ShellProject>> ListProjectsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<ShellProject>>([new(Project, "Pastry")]);

        public Task<bool> HasReviewAsync(string projectId, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<int> CountFailingAsync(string projectId, CancellationToken cancellationToken) => Task.FromResult(0);

        public IDisposable Subscribe(string projectId, Func<Task> changed) => this;

        public void Dispose()
        {
        }
    }
}
