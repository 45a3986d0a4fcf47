using System.Collections.Immutable;

namespace WebhookStudio.Domain.Workflows;

/// <summary>How a stage proves to the receiver who is calling.</summary>
public enum WebhookAuth
{
    /// <summary>No signature and no token.</summary>
    None,

    /// <summary>Signatures made with the secret.</summary>
    Secret,

    /// <summary><c>Authorization: Bearer</c> with the token.</summary>
    Bearer,
}

/// <summary>Which answers count as delivered.</summary>
public enum SuccessCodes
{
    /// <summary>200 and nothing else.</summary>
    Only200,

    /// <summary>Any status from 200 to 299.</summary>
    Any2xx,
}

/// <summary>In which order the deliveries of a stage are sent.</summary>
public enum DeliveryOrdering
{
    /// <summary>Side by side, whichever is due first.</summary>
    None,

    /// <summary>In the order in which tasks entered the stage, one at a time. A delivery that is held blocks all behind it.</summary>
    Stage,

    /// <summary>Those with the same external ID in the order in which they entered, one at a time; different ones side by
    /// side. A delivery that is held blocks those behind it with the same external ID.</summary>
    ExternalId,
}

/// <summary>What happens to a task whose webhook was not accepted and will not be tried again.</summary>
public enum ExhaustedRule
{
    /// <summary>The task stays in the stage with a warning, until a person does something.</summary>
    Keep,

    /// <summary>The task leaves by the second output, Failed.</summary>
    Fail,
}

/// <summary>Settings of a Webhook stage: the target and how it is called.</summary>
public sealed record WebhookStageSettings : StageSettings
{
    /// <summary>The default of <see cref="Timeout"/>.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The shortest <see cref="Timeout"/>.</summary>
    public static readonly TimeSpan MinTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The longest <see cref="Timeout"/>.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromSeconds(60);

    /// <summary>The largest <see cref="Concurrency"/>.</summary>
    public const int MaxConcurrency = 256;

    /// <summary>The default of <see cref="Concurrency"/>.</summary>
    public const int DefaultConcurrency = 32;

    /// <summary>The smallest <see cref="RateLimit"/>: one delivery in 100 s.</summary>
    public const double MinRateLimit = 0.01;

    /// <summary>The largest <see cref="RateLimit"/>.</summary>
    public const double MaxRateLimit = 10_000;

    public override StageKind Kind => StageKind.Webhook;

    /// <summary>Gets where webhooks are sent; an absolute http or https URL, empty until it is set.</summary>
    public string Url { get; init; } = "";

    /// <summary>Gets a value indicating whether the stage sends. A stage that is off lets new tasks pass straight through
    /// and keeps what it still owes until it is switched on.</summary>
    public bool Enabled { get; init; } = true;

    public WebhookAuth Auth { get; init; }

    public SealedText? Secret { get; init; }

    public SealedText? Token { get; init; }

    /// <summary>Gets extra headers of every request: name, and value sealed.</summary>
    public ImmutableArray<WebhookHeader> Headers { get; init; } = [];

    public SuccessCodes SuccessCodes { get; init; }

    /// <summary>Gets a value indicating whether transient failures are retried by <see cref="Deliveries.RetrySchedule"/>.</summary>
    public bool AutomaticRetry { get; init; } = true;

    /// <summary>Gets how long one attempt may take, from connecting to the last byte of the answer; 1 to 60 s.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Gets how many requests may be under way to the receiver at once; 1 to 256.</summary>
    public int Concurrency { get; init; } = DefaultConcurrency;

    /// <summary>Gets how many deliveries a second may go to the receiver, 0.01 to 10,000; <see langword="null"/> for no limit.</summary>
    public double? RateLimit { get; init; }

    public DeliveryOrdering Ordering { get; init; }

    public ExhaustedRule OnExhausted { get; init; }

    /// <summary>Gets the change of the secret that is under way, or <see langword="null"/>.</summary>
    public SecretRotation? Rotation { get; init; }

    /// <summary>Gets the host that a person has said may have the values stored for another (<see cref="HostChange.To"/>).
    /// It is forgotten when the settings become live.</summary>
    public string? ConfirmedHost { get; init; }

    /// <summary>Gets the same settings without anything that is stored sealed.</summary>
    public WebhookStageSettings WithoutSecrets() => this with
    {
        Secret = null,
        Token = null,
        Headers = [],
        Rotation = null,
        ConfirmedHost = null,
    };

    public bool Equals(WebhookStageSettings? other) =>
        other is not null
        && (Url, Enabled, Auth, Secret, Token, SuccessCodes, AutomaticRetry, Timeout, Concurrency)
            == (other.Url, other.Enabled, other.Auth, other.Secret, other.Token, other.SuccessCodes,
                other.AutomaticRetry, other.Timeout, other.Concurrency)
        && (RateLimit, Ordering, OnExhausted, Rotation, ConfirmedHost)
            == (other.RateLimit, other.Ordering, other.OnExhausted, other.Rotation, other.ConfirmedHost)
        && Headers.AsSpan().SequenceEqual(other.Headers.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Url, Enabled, Auth, Timeout, Concurrency);
}

/// <summary>An extra header of a stage's requests.</summary>
public sealed record WebhookHeader(string Name, SealedText Value);
