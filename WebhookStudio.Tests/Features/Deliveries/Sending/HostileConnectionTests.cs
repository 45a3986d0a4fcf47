using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

/// <summary>Each way not to get a connection has its name, and its reason in words.</summary>
public sealed class HostileConnectionTests
{
    private static readonly DeliveryOptions Hurried = new()
    {
        ConnectTimeout = TimeSpan.FromMilliseconds(500),
        TlsTimeout = TimeSpan.FromMilliseconds(500),
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<X509Certificate2, string> BadCertificates => new()
    {
        { TestCertificates.Expired, "The certificate expired on 2024-02-03 04:05 UTC." },
        { TestCertificates.OfTomorrow, "The certificate is not valid before 2199-01-02 03:04 UTC." },
        { TestCertificates.SelfSigned, "The certificate is not trusted: it is self-signed." },
        { TestCertificates.OfAnother, "The certificate is for bakery.example, www.bakery.example, not for 127.0.0.1." },
    };

    [Theory]
    [MemberData(nameof(BadCertificates), DisableDiscoveryEnumeration = true)]
    public async Task Send_BadCertificate_TlsFailedWithTheReason(X509Certificate2 certificate, string reason)
    {
        await using var receiver = HostileReceiver.Start(Hostile.Healthy, certificate);
        using var sender = new TestSender(roots: TestCertificates.Roots);

        var attempt = await sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal((AttemptOutcome.TlsFailed, reason), (attempt.Outcome, attempt.Detail));
        Assert.Empty(receiver.Requests);
        await receiver.ClosedAsync(Cancelled);
    }

    [Fact]
    public async Task Send_GoodCertificate_IsAnsweredOverTls()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Healthy, TestCertificates.Good);
        using var sender = new TestSender(roots: TestCertificates.Roots);

        var first = await sender.SendAsync(receiver.Url, Cancelled);
        var second = await sender.SendAsync(receiver.Url, Cancelled);

        Assert.True(first is { Accepted: true, Phases: { Dns: >= 0, Connect: >= 0, Tls: > 0, FirstByte: > 0, Body: >= 0 } });
        Assert.True(second is { Accepted: true, Phases: { Dns: null, Connect: null, Tls: null, FirstByte: > 0 } });
        Assert.Contains($"Host: 127.0.0.1:{receiver.Port}", receiver.Requests[0], StringComparison.Ordinal);
        Assert.Equal(1, receiver.Accepted);
    }

    [Fact]
    public async Task Send_CertificateNamesAnAddressForItsIssuer_DoesNotCallIt()
    {
        await using var tempting = HostileReceiver.Start(Hostile.Healthy);
        await using var receiver = HostileReceiver.Start(
            Hostile.Healthy, TestCertificates.WithIssuerAt(tempting.Url.Replace("/hook", "/issuer.crt", StringComparison.Ordinal)));
        using var sender = new TestSender(roots: TestCertificates.Roots);

        var attempt = await sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal(AttemptOutcome.TlsFailed, attempt.Outcome);
        Assert.Contains("Somebody else was not sent", attempt.Detail, StringComparison.Ordinal);
        Assert.Equal(0, tempting.Accepted);
    }

    [Fact]
    public async Task Send_TlsStalls_TlsTimedOut()
    {
        await using var receiver = HostileReceiver.Start(Hostile.NeverAnswers);
        using var sender = new TestSender(Hurried);

        var attempt = await sender.SendAsync(Https(receiver), Cancelled);

        Assert.Equal(AttemptOutcome.TlsTimedOut, attempt.Outcome);
        Assert.True(attempt.Phases is { Connect: not null, Tls: not null, FirstByte: null });
        await receiver.ClosedAsync(Cancelled);
    }

    [Fact]
    public async Task Send_WholeTimeEndsInTls_TlsTimedOut()
    {
        await using var receiver = HostileReceiver.Start(Hostile.NeverAnswers);
        using var sender = new TestSender(new() { TlsTimeout = TimeSpan.FromSeconds(3) });

        var attempt = await sender.SendAsync(
            Https(receiver), Cancelled, target => target with { Timeout = TimeSpan.FromSeconds(1) });

        Assert.Equal(AttemptOutcome.TlsTimedOut, attempt.Outcome);
        await receiver.ClosedAsync(Cancelled);
    }

    [Fact]
    public async Task Send_PlainHttpBehindHttps_TlsFailed()
    {
        await using var receiver = HostileReceiver.Start(Hostile.AnswersPlainly);
        using var sender = new TestSender();

        var attempt = await sender.SendAsync(Https(receiver), Cancelled);

        Assert.Equal(
            (AttemptOutcome.TlsFailed, "The server does not speak TLS at this port."), (attempt.Outcome, attempt.Detail));
        await receiver.ClosedAsync(Cancelled);
    }

    [Fact]
    public async Task Send_ResetInTls_TlsFailed()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Resets);
        using var sender = new TestSender();

        var attempt = await sender.SendAsync(Https(receiver), Cancelled);

        Assert.Equal(AttemptOutcome.TlsFailed, attempt.Outcome);
        Assert.Contains("closed the connection", attempt.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NobodyAccepts_ConnectTimedOut()
    {
        // With a backlog of none, the kernel drops what comes after the first.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        using var first = new TcpClient();
        await first.ConnectAsync((IPEndPoint)listener.LocalEndPoint!, Cancelled);
        using var sender = new TestSender(Hurried);

        var attempt = await sender.SendAsync($"http://{listener.LocalEndPoint}/hook", Cancelled);

        Assert.Equal(AttemptOutcome.ConnectTimedOut, attempt.Outcome);
        Assert.Equal($"{listener.LocalEndPoint} did not accept the connection within 0.5 s.", attempt.Detail);
        Assert.True(attempt.Phases is { Dns: not null, Connect: not null, FirstByte: null });
    }

    [Fact]
    public async Task Send_NameServerIsSilent_ConnectTimedOut()
    {
        var silent = new TaskCompletionSource<IReadOnlyList<IPAddress>>();
        using var sender = new TestSender(Hurried, new TestAddresses(_ => silent.Task));

        var attempt = await sender.SendAsync("http://receiver.example/hook", Cancelled);

        Assert.Equal(AttemptOutcome.ConnectTimedOut, attempt.Outcome);
        Assert.Contains("no address for receiver.example", attempt.Detail, StringComparison.Ordinal);
        Assert.Null(attempt.RemoteAddress);
    }

    [Fact]
    public async Task Send_AddressIsBlocked_SaysTheRuleAndDialsNothing()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Healthy);
        using var sender = new TestSender(
            addresses: new TestAddresses(_ => throw new BlockedAddressException("127.0.0.1 is loopback.")));

        var attempt = await sender.SendAsync(receiver.Url, Cancelled);

        Assert.Equal((AttemptOutcome.BlockedAddress, "127.0.0.1 is loopback."), (attempt.Outcome, attempt.Detail));
        Assert.Equal(0, receiver.Accepted);
    }

    [Fact]
    public async Task Send_FirstAddressRefuses_DialsTheNext()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Healthy);
        using var sender = new TestSender(
            addresses: TestAddresses.Of(IPAddress.Parse("127.0.0.2"), IPAddress.Loopback));

        var attempt = await sender.SendAsync($"http://receiver.example:{receiver.Port}/hook", Cancelled);

        Assert.True(attempt.Accepted);
        Assert.Equal($"127.0.0.1:{receiver.Port}", attempt.RemoteAddress);
        Assert.Contains($"Host: receiver.example:{receiver.Port}", receiver.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_EveryAddressRefuses_ConnectionRefused()
    {
        await using var receiver = HostileReceiver.Start(Hostile.Healthy);
        using var sender = new TestSender(
            addresses: TestAddresses.Of(IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.3")));

        var attempt = await sender.SendAsync($"http://receiver.example:{receiver.Port}/hook", Cancelled);

        Assert.Equal(AttemptOutcome.ConnectionRefused, attempt.Outcome);
        Assert.Equal($"127.0.0.3:{receiver.Port}", attempt.RemoteAddress);
    }

    private static string Https(HostileReceiver receiver) => receiver.Url.Replace("http:", "https:", StringComparison.Ordinal);
}
