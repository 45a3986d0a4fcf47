using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;

namespace WebhookStudio.Tests.Data;

public sealed class DatabaseTroubleTests
{
    [Theory]
    [InlineData(13, "Nothing was stored: the disk of the server is full. Make room on it. Then do the same again.")]
    [InlineData(5, "Nothing was stored: the database is busy. Wait a moment. Then do the same again.")]
    [InlineData(8, "Nothing was stored: the database cannot be written. Give the server the right to write in its data folder. Then do the same again.")]
    [InlineData(10, "Nothing was stored: the database cannot be written. See to the disk of the server, which may be full or broken. Then do the same again.")]
    [InlineData(1, null)]
    [InlineData(19, null)]
    public void Of_SqliteError_SaysWhatToDo(int code, string? expected)
    {
        var failure = new SqliteException("it failed", code);

        Assert.Equal(expected, DatabaseTrouble.Of(failure));
        Assert.Equal(expected, DatabaseTrouble.Of(new DbUpdateException("not saved", failure)));
    }

    [Fact]
    public void Of_AnythingElse_SaysNothing()
    {
        Assert.Null(DatabaseTrouble.Of(new InvalidOperationException("a bug")));
        Assert.Null(DatabaseTrouble.Of(new FileNotFoundException()));
    }
}
