using Hangfire.Storage.SQLite;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>One process at a time.</summary>
public sealed class OwnershipTests : StorageTest
{
    [Fact]
    public void Open_FileInUse_IsRefusedWithItsOwner()
    {
        using var storage = Open();

        var refusal = Assert.Throws<JobDatabaseInUseException>(Open);

        Assert.Contains($"{File} is in use by process {Environment.ProcessId} on", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterDispose_Works()
    {
        Open().Dispose();

        using var storage = Open();

        Assert.Equal("1", Enqueue(storage));
    }

    [Fact]
    public async Task Start_SecondProcessOnTheDataFolder_IsRefusedWithTheOwner()
    {
        await using var app = new StudioApp(Folder).Start();
        await using var second = StudioProcess.Launch(Folder);

        await second.WaitForEndAsync(Cancelled);

        Assert.Contains(
            $"Another WebhookStudio (process {Environment.ProcessId} on {Environment.MachineName}) already uses the data folder {Folder}.",
            second.Log,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AfterAKill_TakesTheFolderOver()
    {
        await using (var victim = await StudioProcess.StartAsync(Folder, Cancelled))
        {
            await victim.KillAsync();
        }

        await using var app = new StudioApp(Folder).Start();

        Assert.True(System.IO.File.Exists(File));
    }
}
