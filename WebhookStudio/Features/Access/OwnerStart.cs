using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using WebhookStudio.Data;
using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Features.Access;

/// <summary>
/// At start: creates the configured owner and API key, or says in the log where to set the instance up and with which token.
/// The database must be there by then.
/// </summary>
internal sealed partial class OwnerStart(
    IServiceScopeFactory scopes,
    IOptions<OwnerOptions> options,
    SetupState state,
    IServer server,
    ILogger<OwnerStart> logger) : IHostedLifecycleService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var setup = scope.ServiceProvider.GetRequiredService<ISetupService>();
        var owner = options.Value;

        if (await setup.IsOpenAsync(cancellationToken) && owner is { Email.Length: > 0, Password: { } password })
        {
            var result = await setup.CreateOwnerAsync(new("", owner.Email, password), cancellationToken);

            if (!result.Succeeded && await setup.IsOpenAsync(cancellationToken))
            {
                throw new OptionsValidationException(
                    OwnerOptions.SectionName, typeof(OwnerOptions), result.Problems.Select(problem => $"{OwnerOptions.SectionName}: {problem}"));
            }

            Log.OwnerCreated(logger);
        }

        if (owner.ApiKey is { Length: > 0 } key && !await setup.IsOpenAsync(cancellationToken))
        {
            var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
            var ownerId = await db.Set<Instance>().Select(instance => instance.OwnerUserId).SingleAsync(cancellationToken);
            await scope.ServiceProvider.GetRequiredService<IApiKeys>().EnsureAsync(ownerId, key, cancellationToken);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!state.IsDone)
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
            Log.SetupOpen(logger, address, state.Token);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The owner account was created from the configuration.")]
        public static partial void OwnerCreated(ILogger logger);

        [LoggerMessage(
            LogLevel.Warning,
            "This instance has no owner yet. Open {Address}/setup to create one. From another machine it asks for the setup token: {SetupToken}")]
        public static partial void SetupOpen(ILogger logger, string address, string setupToken);
    }
}
