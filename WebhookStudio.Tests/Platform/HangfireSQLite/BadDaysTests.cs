using Hangfire.Storage.SQLite;
using Microsoft.Data.Sqlite;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>What is wrong with the file is said by name, with what to do, and makes nothing worse.</summary>
public sealed class BadDaysTests : StorageTest
{
    [Fact]
    public void Open_FileOfAnotherApplication_IsRefusedAndLeftAsItIs()
    {
        Sql("CREATE TABLE cake (name TEXT); INSERT INTO cake VALUES ('Sacher')");
        var before = System.IO.File.ReadAllBytes(File);

        var refusal = Assert.Throws<JobDatabaseForeignException>(Open);

        Assert.Contains($"{File} is not a job database", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public void Open_FileThatIsNoDatabase_IsRefusedAndLeftAsItIs()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));

        Assert.Throws<JobDatabaseForeignException>(Open);

        Assert.Equal(new string('x', 5000), System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Open_FileOfALaterVersion_IsRefusedAndStaysUsableForIt()
    {
        Filled();
        Sql("PRAGMA user_version = 7");

        var refusal = Assert.Throws<JobDatabaseNewerException>(Open);

        Assert.Contains("version 7", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("versions up to 1", refusal.Message, StringComparison.Ordinal);
        Sql("PRAGMA user_version = 1");
        using var storage = Open();
        Assert.Equal(1, Monitor(storage).EnqueuedCount("default"));
    }

    [Fact]
    public void Open_EmptyFile_BecomesAJobDatabase()
    {
        System.IO.File.WriteAllBytes(File, []);

        using var storage = Open();

        Assert.Equal("1", Enqueue(storage));
    }

    [Fact]
    public void Open_DamagedFile_SaysSo()
    {
        Filled();
        var bytes = System.IO.File.ReadAllBytes(File);
        Array.Fill<byte>(bytes, 0xA5, 4096, bytes.Length - 4096);
        System.IO.File.WriteAllBytes(File, bytes);

        var refusal = Assert.Throws<JobDatabaseCorruptException>(Open);

        Assert.Contains("restore the file from a backup", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderThatCannotBeWritten_SaysSo()
    {
        // Not even root may write there.
        var refusal = Assert.Throws<JobDatabaseReadOnlyException>(() => new SQLiteStorage("/sys/kernel/jobs.db"));

        Assert.Contains("/sys/kernel/jobs.db cannot be written", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderIsAFile_SaysSo()
    {
        System.IO.File.WriteAllText(File, "");

        Assert.Throws<JobDatabaseReadOnlyException>(() => new SQLiteStorage(Path.Combine(File, "jobs.db")));
    }

    [Fact]
    public void Open_RefusedOnce_CanBeTriedAgain()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));
        Assert.Throws<JobDatabaseForeignException>(Open);
        System.IO.File.Delete(File);

        using var storage = Open();

        Assert.Equal("1", Enqueue(storage));
    }

    [Fact]
    public void Write_DiskFull_SaysSoAndLosesNothing()
    {
        using var storage = Open();
        Enqueue(storage);
        storage.Database.Writer.Run(session => session.Number("PRAGMA max_page_count = 1"));

        var refusal = Assert.Throws<JobDatabaseFullException>(() => FillUp(storage));

        Assert.Contains("The disk is full", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Monitor(storage).GetStatistics().Enqueued, Monitor(storage).EnqueuedCount("default"));
        storage.Database.Writer.Run(session => session.Number("PRAGMA max_page_count = 1000000"));
        var kept = Monitor(storage).EnqueuedCount("default");
        Enqueue(storage);
        Assert.Equal(kept + 1, Monitor(storage).EnqueuedCount("default"));
    }

    [Fact]
    public void Write_FileBecomesReadOnly_SaysSo()
    {
        using var storage = Open();
        storage.Database.Writer.Run(session => session.Run("PRAGMA query_only = ON"));

        Assert.Throws<JobDatabaseReadOnlyException>(() => Enqueue(storage));
    }

    [Fact]
    public void Job_WhoseTypeIsGone_IsThereWithTheReason()
    {
        using var storage = Open();
        var id = Enqueue(storage);
        storage.Database.Writer.Run(session => session.Run("UPDATE job SET type = 'Gone, Gone'"));
        using var connection = storage.GetConnection();

        var data = connection.GetJobData(id);

        Assert.Null(data.Job);
        Assert.NotNull(data.LoadException);
        var (_, shown) = Assert.Single(Monitor(storage).EnqueuedJobs("default", 0, 10));
        Assert.NotNull(shown.LoadException);
        Assert.NotNull(Monitor(storage).JobDetails(id).LoadException);
    }

    [Fact]
    public void Job_WhoseParametersAreSpoilt_IsThereWithTheReason()
    {
        using var storage = Open();
        var id = Enqueue(storage);
        storage.Database.Writer.Run(session => session.Run("UPDATE job SET parameters = '{'; UPDATE state SET data = '{'"));
        using var connection = storage.GetConnection();

        Assert.Contains("parameters", connection.GetJobData(id).LoadException.Message, StringComparison.Ordinal);
        Assert.Contains("parameters", Monitor(storage).JobDetails(id).LoadException.Message, StringComparison.Ordinal);
        Assert.Equal("{", connection.GetStateData(id).Data["Unreadable"]);
    }

    private static void FillUp(SQLiteStorage storage)
    {
        while (true)
        {
            Enqueue(storage);
        }
    }

    private void Filled()
    {
        using var storage = Open();
        Enqueue(storage);
    }

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
