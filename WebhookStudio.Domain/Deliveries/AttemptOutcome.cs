namespace WebhookStudio.Domain.Deliveries;

/// <summary>How one request to a receiver ended. Every ending has a member, so that none needs an exception.</summary>
public enum AttemptOutcome
{
    /// <summary>The receiver answered with a status code; whether it counts as delivered is the stage's rule.</summary>
    Answered = 0,

    /// <summary>The request was sent, and no byte of an answer came in time. The receiver may have processed it.</summary>
    TimedOut = 1,

    /// <summary>Nothing listens at the address and port.</summary>
    ConnectionRefused = 2,

    /// <summary>The connection broke before an answer came. The receiver may have processed the request.</summary>
    ConnectionReset = 3,

    /// <summary>The name of the host has no address.</summary>
    HostNotFound = 4,

    /// <summary>No encrypted connection could be made; the detail says why.</summary>
    TlsFailed = 5,

    /// <summary>The network or the host cannot be reached.</summary>
    Unreachable = 6,

    /// <summary>What came back is not HTTP.</summary>
    ProtocolError = 7,

    /// <summary>The answer's headers are larger than is accepted.</summary>
    HeadersTooLarge = 8,

    /// <summary>The stage has no usable address. Nothing was sent.</summary>
    NeedsSetup = 9,

    /// <summary>The process ended while the request may have been on its way. The receiver may have processed it.</summary>
    Unknown = 10,

    /// <summary>The application shut down before the answer came. The receiver may have processed the request.</summary>
    Interrupted = 11,

    /// <summary>The request could not be made for a reason that has no name of its own; the detail says which.</summary>
    Failed = 12,

    /// <summary>No connection was made in time. Nothing was sent.</summary>
    ConnectTimedOut = 13,

    /// <summary>The connection was made, but no encryption was agreed on in time. Nothing was sent.</summary>
    TlsTimedOut = 14,

    /// <summary>An answer began to come, and its head was not complete in time. The receiver may have processed the
    /// request.</summary>
    ReadTimedOut = 15,

    /// <summary>The receiver answered with a redirect (3xx). It is not followed: the signed body goes where the stage
    /// says, and nowhere else.</summary>
    RedirectNotFollowed = 16,

    /// <summary>The address policy refuses the address that the host has. Nothing was sent.</summary>
    BlockedAddress = 17,
}

/// <summary>What starts an attempt.</summary>
public enum AttemptTrigger
{
    /// <summary>The task entered the stage.</summary>
    Auto = 0,

    /// <summary>The retry schedule.</summary>
    Retry = 1,

    /// <summary>A person or a program asked for the webhook to be sent again.</summary>
    Rerun = 2,

    /// <summary>A person or a program asked for one delivery to be sent again, whether it was delivered or not.</summary>
    Redeliver = 3,

    /// <summary>A person tried the stage out. No task moves, and nothing is counted.</summary>
    Test = 4,
}

/// <summary>Rules and words for outcomes.</summary>
public static class AttemptOutcomes
{
    extension(AttemptOutcome outcome)
    {
        /// <summary>Gets the word that logs and screens use when there is no status code.</summary>
        public string Word => outcome switch
        {
            AttemptOutcome.Answered => "Answered",
            AttemptOutcome.TimedOut => "Timed out",
            AttemptOutcome.ConnectionRefused => "Connection refused",
            AttemptOutcome.ConnectionReset => "Connection reset",
            AttemptOutcome.HostNotFound => "Host not found",
            AttemptOutcome.TlsFailed => "TLS failed",
            AttemptOutcome.Unreachable => "Unreachable",
            AttemptOutcome.ProtocolError => "Protocol error",
            AttemptOutcome.HeadersTooLarge => "Headers too large",
            AttemptOutcome.NeedsSetup => "Needs setup",
            AttemptOutcome.Unknown => "Unknown",
            AttemptOutcome.Interrupted => "Interrupted",
            AttemptOutcome.ConnectTimedOut => "Connect timed out",
            AttemptOutcome.TlsTimedOut => "TLS timed out",
            AttemptOutcome.ReadTimedOut => "Read timed out",
            AttemptOutcome.RedirectNotFollowed => "Redirect not followed",
            AttemptOutcome.BlockedAddress => "Blocked address",
            _ => "Failed",
        };

        /// <summary>Finds the outcome that a word of the log stands for.</summary>
        public static AttemptOutcome? FromWord(string word)
        {
            foreach (var candidate in Enum.GetValues<AttemptOutcome>())
            {
                if (string.Equals(candidate.Word, word, StringComparison.OrdinalIgnoreCase))
                {
                    return candidate;
                }
            }

            return null;
        }
    }

    /// <summary>Whether the same request may succeed later, so that a retry makes sense.</summary>
    /// <remarks>
    /// Transient are: no complete answer, any failure of the network, and the statuses 408, 425, 429 and 5xx. Every
    /// other answer is the receiver's last word until somebody changes something: 410 (gone) and all other 4xx, a
    /// redirect, a success that the stage's rule does not accept. So are a stage without a usable URL and an address
    /// that the policy refuses.
    /// </remarks>
    public static bool IsTransient(AttemptOutcome outcome, int? statusCode) => outcome switch
    {
        AttemptOutcome.Answered => statusCode is 408 or 425 or 429 or (>= 500 and <= 599),
        AttemptOutcome.NeedsSetup or AttemptOutcome.RedirectNotFollowed or AttemptOutcome.BlockedAddress => false,
        _ => true,
    };

    /// <summary>Whether the receiver could not be reached, or did not come to answer: what opens a stage's circuit.</summary>
    public static bool IsTransport(AttemptOutcome outcome) => outcome is
        AttemptOutcome.TimedOut or AttemptOutcome.ConnectionRefused or AttemptOutcome.ConnectionReset
        or AttemptOutcome.HostNotFound or AttemptOutcome.TlsFailed or AttemptOutcome.Unreachable
        or AttemptOutcome.ConnectTimedOut or AttemptOutcome.TlsTimedOut or AttemptOutcome.ReadTimedOut;

    /// <summary>Gets what the log writes between its second brackets: the number answered, or the word.</summary>
    public static string Status(AttemptOutcome outcome, int? statusCode) =>
        IsAnswer(outcome) && statusCode is { } code ? code.ToString("000", null) : outcome.Word;

    /// <summary>Whether the receiver answered with a status code that stands for the attempt.</summary>
    public static bool IsAnswer(AttemptOutcome outcome) =>
        outcome is AttemptOutcome.Answered or AttemptOutcome.RedirectNotFollowed;
}
