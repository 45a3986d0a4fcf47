using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebhookStudio.Data;

namespace WebhookStudio.Tests.TestKit;

/// <summary>The real application on a loopback port and a data folder of its own, with an owner and an API key.</summary>
public sealed class StudioApp : WebApplicationFactory<Program>
{
    public const string OwnerEmail = "ada@bakery.example";
    public const string OwnerPassword = "croissant-croissant";
    public const string ApiKey = "test-key-0123456789";

    private readonly Dictionary<string, string?> _settings = new()
    {
        ["WebhookStudio:Owner:Email"] = OwnerEmail,
        ["WebhookStudio:Owner:Password"] = OwnerPassword,
        ["WebhookStudio:Owner:ApiKey"] = ApiKey,
    };

    private readonly List<Action<IServiceCollection>> _replacements = [];
    private readonly bool _keepsData;

    /// <summary>Prepares an application; <see cref="Start"/> starts it.</summary>
    /// <param name="dataFolder">A folder to use and to leave behind; without it a new one that goes with the application.</param>
    public StudioApp(string? dataFolder = null)
    {
        _keepsData = dataFolder is not null;
        DataFolder = dataFolder ?? Directory.CreateTempSubdirectory("studio-").FullName;
        _settings["WebhookStudio:DataDirectory"] = DataFolder;
        UseKestrel(0);
    }

    public string DataFolder { get; }

    /// <summary>Gets what the application has logged.</summary>
    internal LogCollector Log { get; } = new();

    /// <summary>Gets the address without a slash at the end.</summary>
    public string BaseUrl => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    public StudioApp With(string setting, string? value)
    {
        _settings[setting] = value;

        return this;
    }

    /// <summary>Replaces services, such as the clock.</summary>
    public StudioApp Replace(Action<IServiceCollection> replacement)
    {
        _replacements.Add(replacement);

        return this;
    }

    public StudioApp Start()
    {
        StartServer();

        return this;
    }

    /// <summary>Makes a client of the API that sends the owner's key.</summary>
    public HttpClient CreateApiClient()
    {
        var client = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
        client.DefaultRequestHeaders.Add("apikey", ApiKey);

        return client;
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Reads the database.</summary>
    public async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<StudioDbContext>>().CreateDbContextAsync();

        return await read(db);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        if (!_keepsData)
        {
            TemporaryFolder.Delete(DataFolder);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (setting, value) in _settings)
        {
            builder.UseSetting(setting, value);
        }

        builder.ConfigureLogging(logging => logging.AddProvider(Log));
        builder.ConfigureServices(services => _replacements.ForEach(replace => replace(services)));
    }
}
