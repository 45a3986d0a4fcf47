using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebhookStudio.Data;

namespace WebhookStudio.Platform;

/// <summary>Says whether the application is ready, and where it is once it is.</summary>
internal static class HealthModule
{
    public const string Path = "/healthz";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddHostedService(provider => provider.GetRequiredService<Readiness>());
        services.AddHostedService<StartLeftovers>();
        services.AddHealthChecks().AddCheck<Readiness>("ready");

        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes) => routes
        .MapHealthChecks(Path, new() { ResponseWriter = (context, report) => context.Response.WriteAsync(Words(report)) })
        .AllowAnonymous();

    /// <summary>Writes <c>Healthy</c>, or what is wrong.</summary>
    private static string Words(HealthReport report) =>
        string.Join(' ', [report.Status.ToString(), .. report.Entries.Values.Select(entry => entry.Description).OfType<string>()]);
}

/// <summary>Ready when everything has started and the database can be written.</summary>
internal sealed partial class Readiness(DatabaseProbe database, IPublicAddress address, ILogger<Readiness> logger)
    : IHealthCheck, IHostedLifecycleService
{
    private volatile bool _started;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!_started)
        {
            return HealthCheckResult.Unhealthy("The application is starting.");
        }

        return await database.ProblemAsync(cancellationToken) is { } problem
            ? HealthCheckResult.Unhealthy(problem)
            : HealthCheckResult.Healthy();
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _started = true;
        Log.Ready(logger, address.BaseUrl);

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _started = false;

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "WebhookStudio is ready. Open {Address}")]
        public static partial void Ready(ILogger logger, string address);
    }
}
