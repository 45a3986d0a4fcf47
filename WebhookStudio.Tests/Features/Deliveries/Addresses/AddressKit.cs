using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Addresses;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Deliveries.Addresses;

/// <summary>What finds and judges receivers' addresses, with a server and name servers that do as told.</summary>
internal sealed class AddressKit : IServer, IHostApplicationLifetime, IHostResolver
{
    private readonly CancellationTokenSource _started = new();
    private readonly Queue<IReadOnlyList<IPAddress>> _answers = new();

    /// <param name="allowed">The setting AllowedNetworks.</param>
    /// <param name="listens">Where the server says it listens, with spaces between.</param>
    /// <param name="publicUrl">The setting PublicUrl.</param>
    public AddressKit(string? allowed = null, string listens = "http://127.0.0.1:5080", string? publicUrl = null)
    {
        var addresses = new ServerAddressesFeature();
        listens.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(addresses.Addresses.Add);
        Features.Set<IServerAddressesFeature>(addresses);
        Bound = new(this, this);
        var address = Options.Create(new PublicAddressOptions { PublicUrl = publicUrl });
        Policy = new(Options.Create(new AddressOptions { AllowedNetworks = allowed }), address, Bound);
        OwnUrls = new(address);
        Receivers = new ReceiverAddresses(this, Policy);
        TestReceivers = new TestReceiverAddresses(this, Policy, Bound, OwnUrls);
        Urls = new ReceiverUrls(Policy, Bound, OwnUrls);
    }

    public BoundAddresses Bound { get; }

    public ReceiverPolicy Policy { get; }

    public TestReceiverUrls OwnUrls { get; }

    public IReceiverAddresses Receivers { get; }

    public IReceiverAddresses TestReceivers { get; }

    public IReceiverUrls Urls { get; }

    /// <summary>Gets the hosts that the name servers were asked for.</summary>
    public List<string> Asked { get; } = [];

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public CancellationToken ApplicationStarted => _started.Token;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public AddressKit Started()
    {
        _started.Cancel();

        return this;
    }

    /// <summary>Queues what the name servers say next.</summary>
    public AddressKit Answers(params string[] addresses)
    {
        _answers.Enqueue([.. addresses.Select(IPAddress.Parse)]);

        return this;
    }

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Add(host);

        return IPAddress.TryParse(host, out var literal)
            ? Task.FromResult<IReadOnlyList<IPAddress>>([literal])
            : _answers.TryDequeue(out var answer)
                ? Task.FromResult(answer)
                : Task.FromException<IReadOnlyList<IPAddress>>(new SocketException((int)SocketError.HostNotFound));
    }

    public void StopApplication() => throw new NotSupportedException();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => throw new NotSupportedException();

    public Task StopAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose() => _started.Dispose();
}
