using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WebhookStudio.Platform;

namespace WebhookStudio.Data;

/// <summary>The data folder: the database, and the keys that protect cookies and secrets.</summary>
public static class DataModule
{
    /// <summary>
    /// Adds the database context as factory and as scoped service. The folder comes from
    /// <c>WebhookStudio:DataDirectory</c>; without it, it is <c>data</c> below the content root.
    /// </summary>
    public static IServiceCollection AddData(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var folder = DataFolder.Of(configuration, environment);
        var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.Path, "studio.db") };

        services.TryAddSingleton(TimeProvider.System);
        // Made by the container, so that it is let go last, when the databases in it are closed.
        services.AddSingleton(_ => folder);
        services.AddOptions<DatabaseOptions>()
            .BindConfiguration(DatabaseOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<SqlitePragmas>();
        services.AddSingleton<WriteTurns>();
        services.AddSingleton<DatabaseProbe>();
        services.AddSingleton(provider => new SqlSessions(connection, provider.GetRequiredService<SqlitePragmas>()));
        services.AddSingleton<SessionContexts>();
        services.AddPooledDbContextFactory<StudioDbContext>((provider, options) => options
            .UseSqlite(
                connection.ConnectionString,
                // A list of identifiers is one parameter: tens of thousands of them are no more than one.
                sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            // Counting stops at a limit, whichever rows they are: an order would cost a sort.
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning))
            .AddInterceptors(provider.GetRequiredService<SqlitePragmas>()));
        services.AddDataProtection()
            .SetApplicationName("WebhookStudio")
            .PersistKeysToFileSystem(new DirectoryInfo(folder.PrivateFolder("keys")));
        services.AddHostedService<DatabaseStart>();

        return services;
    }
}
