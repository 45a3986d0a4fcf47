using Microsoft.Extensions.Options;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Features.Samples;

/// <summary>On an unattended start with <c>WebhookStudio:SampleProject=true</c>: makes the sample project for the configured
/// owner, once the server listens and so knows its address.</summary>
internal sealed partial class SampleProjectStart(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    IOptions<OwnerOptions> owner,
    ILogger<SampleProjectStart> logger) : IHostedLifecycleService
{
    private const string ConfigurationKey = "WebhookStudio:SampleProject";

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue<bool>(ConfigurationKey) || owner.Value.Email is not { Length: > 0 } email)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ISampleProject>().EnsureAsync(email, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A sample is no reason not to run.
            Log.SampleFailed(logger, exception);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The sample project could not be made.")]
        public static partial void SampleFailed(ILogger logger, Exception exception);
    }
}
