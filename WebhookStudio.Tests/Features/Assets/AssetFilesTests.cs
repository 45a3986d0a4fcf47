using System.Net;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Tests.Features.Assets;

public class AssetFilesTests
{
    private const string Missing = "/files/67a3be4088cb6f0f7976327b/9a02ef5e-1281-48a6-902e-c959c1e1b201.png";

    [Fact]
    public async Task Get_PublicUrl_ServesWithoutSignIn()
    {
        await using var app = await AssetFilesApp.StartAsync();
        var url = app.Files.PublicUrl(await app.StoreAsync("task5.PNG", "pixels"));

        var response = await app.GetAsync(url);

        Assert.StartsWith(app.Client.BaseAddress!.ToString(), url, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("pixels", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("image/png", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(response.Headers.ETag);
    }

    [Fact]
    public async Task Get_BrowserUrl_NeedsSignIn()
    {
        await using var app = await AssetFilesApp.StartAsync();
        var path = app.Files.BrowserUrl(await app.StoreAsync("task5.png"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync(path, signedIn: true)).StatusCode);
    }

    [Fact]
    public async Task Get_TokenOfAnotherFile_IsRefused()
    {
        await using var app = await AssetFilesApp.StartAsync();
        var mine = app.Files.PublicUrl(await app.StoreAsync("mine.png"));
        var other = await app.StoreAsync("other.png");
        var token = mine[mine.IndexOf('?', StringComparison.Ordinal)..];

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync(other + token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync(mine[..^1])).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync(other + "?token=")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync(Missing)).StatusCode);
    }

    [Theory]
    [InlineData(Missing)]
    [InlineData("/files/67a3be4088cb6f0f7976327b/..%2f..%2fkeys%2ffiles.key")]
    [InlineData("/files/..%2f67a3be4088cb6f0f7976327b/9a02ef5e-1281-48a6-902e-c959c1e1b201.png")]
    [InlineData("/files/67a3be4088cb6f0f7976327b/9A02EF5E-1281-48a6-902e-c959c1e1b201.png")]
    [InlineData("/files/67a3be4088cb6f0f7976327b/9a02ef5e-1281-48a6-902e-c959c1e1b201.exe")]
    [InlineData("/files/67a3be4088cb6f0f7976327b/files.key")]
    [InlineData("/files/keys/files.key")]
    public async Task Get_NoStoredFile_IsNotFound(string path)
    {
        await using var app = await AssetFilesApp.StartAsync();
        await app.StoreAsync("task1.png");

        Assert.Equal(HttpStatusCode.NotFound, (await app.GetAsync(path, signedIn: true)).StatusCode);
    }

    [Theory]
    [InlineData("../../evil.HTML", ".bin", "application/octet-stream", true)]
    [InlineData("no extension", ".bin", "application/octet-stream", true)]
    [InlineData("scan.dcm", ".dcm", "application/dicom", true)]
    [InlineData("notes.md", ".md", "text/plain; charset=utf-8", false)]
    [InlineData("Croissànt 🥐.pdf", ".pdf", "application/pdf", false)]
    [InlineData("clip.webm", ".webm", "video/webm", false)]
    public async Task Get_AnyType_IsServedSafely(string name, string extension, string contentType, bool isDownload)
    {
        await using var app = await AssetFilesApp.StartAsync();
        var path = await app.StoreAsync(name);

        var response = await app.GetAsync(path, signedIn: true);

        Assert.EndsWith(extension, path, StringComparison.Ordinal);
        Assert.Equal(contentType, response.Content.Headers.ContentType!.ToString());
        Assert.Equal(isDownload, response.Content.Headers.ContentDisposition?.DispositionType == "attachment");
    }

    [Fact]
    public async Task Get_Svg_RunsNoScript()
    {
        await using var app = await AssetFilesApp.StartAsync();

        var response = await app.GetAsync(await app.StoreAsync("drawing.svg"), signedIn: true);

        Assert.Contains("sandbox", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Range_ServesThePart()
    {
        await using var app = await AssetFilesApp.StartAsync();
        var path = await app.StoreAsync("clip.mp4", "0123456789");

        var response = await app.GetAsync(path, signedIn: true, "bytes=2-4");

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("234", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Store_CancelledCopy_KeepsNothing()
    {
        await using var app = await AssetFilesApp.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.Files.StoreAsync(
            AssetFilesApp.Project, "a.png", new MemoryStream(new byte[8]), new(canceled: true)));

        Assert.DoesNotContain(
            Directory.GetFiles(app.Folder, "*", SearchOption.AllDirectories),
            file => file.Contains("/files/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://cdn.example/a.png", "https://cdn.example/a.png")]
    [InlineData("//cdn.example/files/a.png", null)]
    public async Task PublicUrl_NotStored_GetsNoToken(string data, string? expected)
    {
        await using var app = await AssetFilesApp.StartAsync();

        var url = app.Files.PublicUrl(data);

        Assert.DoesNotContain("token", url, StringComparison.Ordinal);
        Assert.Equal(expected ?? app.Client.BaseAddress!.ToString().TrimEnd('/') + data, url);
    }

    [Fact]
    public async Task PublicUrl_NewProcess_KeepsItsToken()
    {
        await using var app = await AssetFilesApp.StartAsync();
        var path = await app.StoreAsync("a.png");
        Assert.True(AssetFileName.TryParse(AssetFilesApp.Project.Value, path.Split('/')[^1], out var name));
        var later = new AssetFileToken(new(app.Folder));

        Assert.EndsWith(later.For(name), app.Files.PublicUrl(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ProjectInCapitals_IsRefused() => Assert.False(AssetFileName.TryParse(
        "67A3BE4088CB6F0F7976327B", "9a02ef5e-1281-48a6-902e-c959c1e1b201.png", out _));

    [Fact]
    public void New_AnyName_StaysInItsProject()
    {
        var project = new Id<Project>("67a3be4088cb6f0f7976327b");

        var name = AssetFileName.New(project, "/etc/passwd.png/../../x.png");

        Assert.True(AssetFileName.TryParse(project.Value, name.Name, out var parsed));
        Assert.Equal(name, parsed);
    }
}
