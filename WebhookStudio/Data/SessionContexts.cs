using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace WebhookStudio.Data;

/// <summary>Makes database contexts that take part in the transaction of a session.</summary>
internal sealed class SessionContexts(IDbContextFactory<StudioDbContext> contexts)
{
    private readonly Lazy<IModel> _model = new(() =>
    {
        using var db = contexts.CreateDbContext();

        return db.Model;
    });

    /// <summary>Makes a context whose changes are committed or undone with the session's transaction.</summary>
    public StudioDbContext Of(SqlSession session)
    {
        var options = new DbContextOptionsBuilder<StudioDbContext>()
            .UseSqlite(
                session.Connection,
                sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .UseModel(_model.Value)
            .Options;

        return new(options) { Database = { AutoTransactionBehavior = AutoTransactionBehavior.Never } };
    }
}
