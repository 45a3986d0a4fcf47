using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries.Addresses;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

/// <summary>A name server that never answers ends an attempt in its time, by its name, and holds nobody else up.</summary>
public sealed class SilentNameServerTests : ReceiverTest
{
    private readonly SilentNameServer _names = new();

    public SilentNameServerTests() => App
        .Replace(services => services.Replace(ServiceDescriptor.Singleton<IHostResolver>(_names)))
        .With("WebhookStudio:Delivery:ConnectTimeout", "00:00:00.5");

    [Fact]
    public async Task Submit_NameServerIsSilent_EndsInTheTimeOfConnecting()
    {
        var silent = await Scenario.CreateAsync(App, "http://ml.bakery.example/hook");
        await silent.SubmitNewAsync("silent.png");
        await _names.Asked.Task.WaitAsync(Cancelled);
        var healthy = await Scenario.CreateAsync(App, Receiver.Url);

        await healthy.ArrivesAsync(await healthy.SubmitNewAsync("healthy.png"), StageId.Complete, Cancelled);
        await silent.SettlesAsync(DeliveryStatus.Retrying, Cancelled);

        var attempt = (await silent.AttemptsAsync())[0];
        Assert.Equal(
            (AttemptOutcome.ConnectTimedOut, "The name server gave no address for ml.bakery.example within 0.5 s."),
            (attempt.Outcome, attempt.Detail));
        Assert.InRange(attempt.Phases.Dns ?? 0, 400, attempt.DurationMs);
        Assert.Null(attempt.Phases.Connect);
        Assert.Null(attempt.RemoteAddress);
    }

    private sealed class SilentNameServer : IHostResolver
    {
        public TaskCompletionSource Asked { get; } = new();

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            if (IPAddress.TryParse(host, out var literal))
            {
                return Task.FromResult<IReadOnlyList<IPAddress>>([literal]);
            }

            Asked.TrySetResult();

            // Like the operating system: deaf to the token.
            return new TaskCompletionSource<IReadOnlyList<IPAddress>>().Task;
        }
    }
}
