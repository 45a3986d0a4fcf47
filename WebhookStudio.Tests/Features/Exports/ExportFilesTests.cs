using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Features.Exports;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Exports;

public sealed class ExportFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new(2025, 2, 6, 10, 0, 0, TimeSpan.Zero));
    private readonly ExportFiles _files;

    public ExportFilesTests() => _files = new(new DataFolder(_folder.Path), _clock);

    [Fact]
    public async Task Link_WithinADay_LeadsToTheFile()
    {
        var (id, token) = await WriteAsync();
        _clock.Advance(ExportFiles.Lifetime - TimeSpan.FromSeconds(1));
        _files.Prune();

        Assert.Equal("content", await File.ReadAllTextAsync(_files.Find(id, token)!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Link_AfterADay_LeadsNowhereAndTheFileGoes()
    {
        var (id, token) = await WriteAsync();
        _clock.Advance(ExportFiles.Lifetime);

        Assert.Null(_files.Find(id, token));
        Assert.Single(Stored());
        _files.Prune();
        Assert.Empty(Stored());
    }

    [Fact]
    public async Task Name_OnDisk_DoesNotHoldTheToken()
    {
        var (_, token) = await WriteAsync();

        Assert.DoesNotContain(token, Stored().Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../secret", "x")]
    [InlineData("67a3be4088cb6f0f7976327b", "../x")]
    [InlineData("67a3be4088cb6f0f7976327b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Link_MadeUp_LeadsNowhere(string id, string token) => Assert.Null(_files.Find(id, token));

    [Fact]
    public async Task Export_BrokenOff_LeavesNothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _files.WriteAsync(_ => throw new IOException("full")));

        Assert.Empty(Stored());
    }

    public void Dispose() => _folder.Dispose();

    private string[] Stored() => Directory.GetFiles(Path.Combine(_folder.Path, "exports"));

    private async Task<(string Id, string Token)> WriteAsync()
    {
        var path = await _files.WriteAsync(stream => stream.WriteAsync("content"u8.ToArray()).AsTask());
        var parts = path.Split('/');

        return (parts[2], parts[3][..^4]);
    }
}
