using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Knows the likely causes of failed attempts and what to do about them.</summary>
public static class CauseHint
{
    /// <summary>Gets one or two sentences, or <see langword="null"/> if the attempt was accepted or nothing helpful is known.</summary>
    public static string? For(LogLine line) => line switch
    {
        { Accepted: true } => null,
        { StatusCode: { } code } when AttemptOutcomes.IsAnswer(line.Outcome) => ForCode(code),
        _ => ForOutcome(line.Outcome),
    };

    private static string? ForCode(int code) => code switch
    {
        >= 300 and < 400 => "redirects are not followed. Enter the final address as the URL of the stage.",
        400 => "the receiver did not accept the content. A wrong secret also ends here in the sample server: it answers 400 to a signature it cannot verify.",
        401 or 403 => "the secret or the token is not the one that the receiver expects. Compare both sides.",
        404 or 410 => "the path of the URL does not exist on the receiver. Check what comes after the host.",
        405 => "the receiver does not accept POST at this path. Check the path and the methods of its route.",
        413 => "the payload is larger than the receiver accepts. Raise its limit.",
        415 => "the receiver does not accept application/json.",
        408 or 425 or 429 => "the receiver asks for fewer requests. Lower the concurrency of the stage or wait.",
        >= 500 and < 600 => "the receiver failed, is restarting or overloaded. Its own log says more.",
        >= 200 and < 300 => "only 200 counts as delivered. Answer 200, or let the stage accept every 2xx.",
        _ => null,
    };

    private static string? ForOutcome(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.TimedOut => "the receiver works before it answers. Answer 200 at once and do the work afterwards.",
        AttemptOutcome.ConnectTimedOut => "a firewall swallows the connection, the receiver is down, or its address is an old one.",
        AttemptOutcome.TlsTimedOut => "the receiver is overloaded, or the port does not speak TLS. Check http or https, and the port.",
        AttemptOutcome.ReadTimedOut => "the receiver, or a proxy in front of it, sends its answer too slowly. Its log says more.",
        AttemptOutcome.ConnectionRefused => "the receiver is not running, or listens on another port. Inside a container, localhost is the container itself.",
        AttemptOutcome.ConnectionReset => "the receiver or a proxy in front of it closed the connection. Its log says more.",
        AttemptOutcome.HostNotFound => "the host name is mistyped, or this server's DNS does not know it.",
        AttemptOutcome.TlsFailed => "the certificate is expired, self-signed or made for another name. The reason is below.",
        AttemptOutcome.Unreachable => "a firewall, VPN or routing rule keeps this server from reaching the receiver.",
        AttemptOutcome.ProtocolError => "the port speaks another protocol. Check http or https, and the port.",
        AttemptOutcome.HeadersTooLarge => "the receiver sends too many headers or cookies, or interim answers without an end.",
        AttemptOutcome.RedirectNotFollowed => ForCode(302),
        AttemptOutcome.BlockedAddress => "the address policy of this server does not allow the address. Correct the URL, or ask the administrator to allow the network (WebhookStudio:Delivery:AllowedNetworks), then re-run.",
        AttemptOutcome.NeedsSetup => "the stage has no URL yet. Set it in the stage's settings and save.",
        _ => null,
    };
}
