using Hangfire;
using Hangfire.Storage.SQLite;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>How the storage is told what to do.</summary>
public sealed class OptionsTests : StorageTest
{
    [Fact]
    public void Options_OutOfBounds_AreRefused()
    {
        var options = new SQLiteStorageOptions();

        Assert.Throws<ArgumentOutOfRangeException>(() => options.JobExpirationCheckInterval = TimeSpan.Zero);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.PoolSize = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.Synchronous = (SQLiteSynchronous)7);
        Assert.Throws<ArgumentNullException>(() => options.TimeProvider = null!);
    }

    [Theory]
    [InlineData(SQLiteSynchronous.Normal, 1)]
    [InlineData(SQLiteSynchronous.Full, 2)]
    public void Synchronous_IsWhatTheWriterUses(SQLiteSynchronous synchronous, long expected)
    {
        using var storage = new SQLiteStorage(File, new() { Synchronous = synchronous });

        Assert.Equal(expected, storage.Database.Writer.Run(session => session.Number("PRAGMA synchronous")));
    }

    [Fact]
    public void File_NamedByConnectionString_IsUsed()
    {
        using var storage = new SQLiteStorage($"Data Source={File};Cache=Shared");

        Assert.Equal($"SQLite: {File}", storage.ToString());
    }

    [Fact]
    public void File_InAFolderThatIsMissing_IsMade()
    {
        var file = Path.Combine(Folder, "deep", "a=b", "jobs.db");

        using var storage = new SQLiteStorage(file);

        Assert.True(System.IO.File.Exists(file));
    }

    [Theory]
    [InlineData(":memory:")]
    [InlineData("Data Source=:memory:")]
    [InlineData(" ")]
    public void File_NotNamed_IsRefused(string name) => Assert.ThrowsAny<ArgumentException>(() => new SQLiteStorage(name));

    [Fact]
    public async Task Start_UnknownStorage_SaysWhatThereIs()
    {
        await using var studio = StudioProcess.Launch(Folder, ("WebhookStudio__Jobs__Storage", "Oracle"));

        await studio.WaitForEndAsync(Cancelled);

        Assert.Contains("WebhookStudio:Jobs:Storage must be SQLite", studio.Log, StringComparison.Ordinal);
        Assert.Contains("or InMemory", studio.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InMemory", "In-Memory Storage", false)]
    [InlineData("sqlite", "SQLite: ", true)]
    [InlineData(null, "SQLite: ", true)]
    public async Task Start_StorageChosen_IsUsed(string? setting, string name, bool file)
    {
        await using var app = new StudioApp(Folder).With("WebhookStudio:Jobs:Storage", setting).Start();

        Assert.StartsWith(name, app.Get<JobStorage>().ToString(), StringComparison.Ordinal);
        Assert.Equal(file, System.IO.File.Exists(File));
    }
}
