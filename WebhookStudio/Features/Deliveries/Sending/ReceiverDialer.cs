using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Makes connections to receivers.</summary>
/// <remarks>
/// 1. Ask for the addresses of the host, once; those that the policy refuses end the dial.
/// 2. Dial them in turn, and nothing else; finding and dialling have one limit.
/// 3. Agree on encryption, within a limit of its own.
/// Each way to fail is a <see cref="DialFailedException"/> with its outcome.
/// </remarks>
internal sealed class ReceiverDialer(IOptions<DeliveryOptions> options, ReceiverTrust trust, TimeProvider clock)
{
    public async ValueTask<Stream> DialAsync(
        SocketsHttpConnectionContext context,
        IReceiverAddresses addresses,
        bool isSecure,
        CancellationToken cancellationToken)
    {
        var dial = new Dial(clock.GetTimestamp(), isSecure);
        (context.InitialRequestMessage as WebhookMessage)?.Trace?.Dials(dial);
        var host = context.DnsEndPoint.Host.Trim('[', ']');
        var receiver = new DnsEndPoint(host, context.DnsEndPoint.Port);
        var plain = new NetworkStream(await ReachAsync(receiver, addresses, dial, cancellationToken), ownsSocket: true);
        dial.Connected = clock.GetTimestamp();

        if (!isSecure)
        {
            return new ReceiverConnection(plain, dial);
        }

        var secure = await SecureAsync(plain, host, cancellationToken);
        dial.Secured = clock.GetTimestamp();

        return new ReceiverConnection(secure, dial);
    }

    private async Task<Socket> ReachAsync(
        DnsEndPoint receiver, IReceiverAddresses addresses, Dial dial, CancellationToken cancellationToken)
    {
        var (host, port) = (receiver.Host, receiver.Port);
        using var deadline = new Deadline(options.Value.ConnectTimeout, clock, cancellationToken);

        try
        {
            var found = await addresses.ResolveAsync(host, port, deadline.Token).WaitAsync(deadline.Token);
            dial.Resolved = clock.GetTimestamp();

            return await ConnectAsync(found, port, dial, deadline);
        }
        catch (BlockedAddressException refusal)
        {
            throw new DialFailedException(AttemptOutcome.BlockedAddress, refusal.Message, refusal);
        }
        catch (SocketException failure)
        {
            throw new DialFailedException(DialWords.Outcome(failure), DialWords.Of(failure, host, dial), failure);
        }
        catch (OperationCanceledException cancelled) when (deadline.HasPassed)
        {
            var detail = DialWords.NotInTime(host, dial, options.Value.ConnectTimeout);

            throw new DialFailedException(AttemptOutcome.ConnectTimedOut, detail, cancelled);
        }
    }

    /// <summary>Dials one address after another. Each gets its share of the time that is left, so that one that swallows
    /// everything does not hide the next.</summary>
    private async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> found, int port, Dial dial, Deadline deadline)
    {
        for (var i = 0; i < found.Count - 1; i++)
        {
            using var share = new Deadline(deadline.Remaining / (found.Count - i), clock, deadline.Token);

            try
            {
                return await ConnectAsync(found[i], port, dial, share.Token);
            }
            catch (SocketException)
            {
                // The next one may do.
            }
            catch (OperationCanceledException) when (share.HasPassed)
            {
                // The next one may do.
            }
        }

        return await ConnectAsync(found[^1], port, dial, deadline.Token);
    }

    private static async Task<Socket> ConnectAsync(
        IPAddress address, int port, Dial dial, CancellationToken cancellationToken)
    {
        dial.Remote = new(address, port);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        try
        {
            await socket.ConnectAsync(dial.Remote, cancellationToken);

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<SslStream> SecureAsync(NetworkStream plain, string host, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.Value.TlsTimeout, clock, cancellationToken);
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        string? refusal = null;

        try
        {
            var terms = trust.Terms(host, reason => refusal = reason);
            await secure.AuthenticateAsClientAsync(terms, deadline.Token);

            return secure;
        }
        catch (Exception failure)
        {
            await secure.DisposeAsync();

            throw failure switch
            {
                _ when deadline.HasPassed => new DialFailedException(
                    AttemptOutcome.TlsTimedOut, DialWords.NotSecuredInTime(options.Value.TlsTimeout), failure),
                AuthenticationException or IOException or SocketException => new DialFailedException(
                    AttemptOutcome.TlsFailed, refusal ?? DialWords.NotSecured(failure), failure),
                _ => failure,
            };
        }
    }
}
