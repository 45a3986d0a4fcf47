using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Sending;

namespace WebhookStudio.Tests.TestKit;

/// <summary>The real sender without the application around it.</summary>
internal sealed class TestSender : IDisposable
{
    /// <summary>How long an attempt may take, unless a test says otherwise.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private static readonly StageKey Stage = new(Id<Project>.New(DateTimeOffset.UnixEpoch), StageId.New());

    private readonly ReceiverConnections _connections;
    private readonly HttpWebhookSender _sender;

    public TestSender(
        DeliveryOptions? options = null,
        IReceiverAddresses? addresses = null,
        X509Certificate2Collection? roots = null,
        TimeProvider? clock = null)
    {
        var settings = Options.Create(options ?? new());
        clock ??= TimeProvider.System;
        var found = addresses ?? new AnyAddress();
        _connections = new(new(settings, new(roots), clock), create => create(found));
        Memory = new(settings);
        _sender = new(_connections, Memory, settings, clock);
    }

    public AnswerMemory Memory { get; }

    public Task<DeliveryAttempt> SendAsync(
        string url, CancellationToken stopping, Func<WebhookTarget, WebhookTarget>? change = null)
    {
        var target = new WebhookTarget
        {
            Key = Stage,
            StageName = "Webhook",
            Url = url,
            Secrets = new(Scenario.Secret),
            Retries = RetryPolicy.None,
            Timeout = Timeout,
            Concurrency = 32,
        };
        var now = TimeProvider.System.GetUtcNow();
        var delivery = new ClaimedDelivery(
            Id<WebhookDelivery>.New(now), Id<LabelTask>.New(now), "task5.png", 1, AttemptTrigger.Auto, null, "token", """{"a":1}"""u8.ToArray());

        return _sender.SendAsync(change?.Invoke(target) ?? target, delivery, stopping);
    }

    public void Dispose() => _connections.Dispose();
}

/// <summary>Finds the addresses that a test says.</summary>
internal sealed class TestAddresses(Func<CancellationToken, Task<IReadOnlyList<IPAddress>>> find) : IReceiverAddresses
{
    public static TestAddresses Of(params IPAddress[] found) => new(_ => Task.FromResult<IReadOnlyList<IPAddress>>(found));

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken) =>
        find(cancellationToken);
}

/// <summary>Finds the addresses that the machine says, whatever they are.</summary>
internal sealed class AnyAddress : IReceiverAddresses
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, int port, CancellationToken cancellationToken) =>
        await Dns.GetHostAddressesAsync(host, cancellationToken);
}
