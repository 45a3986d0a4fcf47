using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebhookStudio.Data;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Data;

public class DatabaseOptionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Full", 2)]
    [InlineData("FULL", 2)]
    [InlineData("Normal", 1)]
    public async Task Synchronous_Chosen_IsThatOfWhatWrites(string? chosen, int expected)
    {
        await using var app = new StudioApp().With("WebhookStudio:Database:Synchronous", chosen).Start();

        var ofContexts = await app.ReadAsync(
            db => db.Database.SqlQuery<int>($"SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync(Token));
        var ofSubmits = app.Get<SqlSessions>().Writer.Read("PRAGMA synchronous", row => row.GetInt32(0));

        Assert.Equal((expected, expected), (ofContexts, ofSubmits.Single()));
    }

    [Theory]
    [InlineData("Off")]
    [InlineData("7")]
    public void Synchronous_AnotherWord_IsRefusedAtTheStart(string word)
    {
        using var app = new StudioApp().With("WebhookStudio:Database:Synchronous", word);

        var refusal = Assert.ThrowsAny<Exception>(() => app.Start());

        Assert.True(refusal is OptionsValidationException or InvalidOperationException);
        Assert.Contains("WebhookStudio:Database:Synchronous", refusal.Message, StringComparison.Ordinal);
    }
}
