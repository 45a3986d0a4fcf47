using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Dashboard;

/// <summary>Hangfire's dashboard over a storage, within this process.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DashboardHost(WebApplication app)
    {
        _app = app;
        Client = app.GetTestClient();
        Client.BaseAddress = new("http://127.0.0.1/jobs-of-tests/");
    }

    /// <summary>Gets a client whose paths start at the dashboard's.</summary>
    public HttpClient Client { get; }

    public static async Task<DashboardHost> StartAsync(JobStorage storage)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();

        // Hangfire's defaults are static; other tests run hosts of their own meanwhile.
        builder.Services.AddSingleton(storage);
        builder.Services.AddHangfire((provider, hangfire) =>
            hangfire.UseLogProvider(new JobLogs(provider.GetRequiredService<ILoggerFactory>())));

        var app = builder.Build();
        app.MapHangfireDashboard(
            "/jobs-of-tests", new DashboardOptions { Authorization = [], AsyncAuthorization = [], IgnoreAntiforgeryToken = true });
        await app.StartAsync();

        return new(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
