using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Settings of the delivery of webhooks; the configuration section <c>WebhookStudio:Delivery</c>.</summary>
public sealed class DeliveryOptions
{
    public const string SectionName = "WebhookStudio:Delivery";

    /// <summary>Gets or sets how long requests under way may go on when the application shuts down.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long a connection may take to be made, finding the address included, within the timeout of
    /// the stage.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long a connection may take to be encrypted, within the timeout of the stage.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan TlsTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets how long the first byte of an answer may take; <see langword="null"/> leaves it to the timeout
    /// of the stage.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan? FirstByteTimeout { get; set; }

    /// <summary>Gets or sets how long the body of an answer is read, within the timeout of the stage. The status has been
    /// answered by then, and counts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the waits between the attempts of a run; empty means the schedule of Standard Webhooks.</summary>
    [MaxLength(20)]
    public TimeSpan[] RetryDelays { get; set; } = [];

    /// <summary>Gets or sets the share of a wait by which it is shortened or lengthened at random, so that deliveries that
    /// failed together do not come back together.</summary>
    [Range(0.0, 1.0)]
    public double RetryJitter { get; set; } = RetryPolicy.DefaultJitter;

    /// <summary>Gets or sets the longest wait that a receiver can ask for with <c>Retry-After</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan LongestRetryAfter { get; set; } = RetryPolicy.DefaultLongestAsked;

    /// <summary>Gets or sets how many requests may be under way in all, beyond the four that every stage always has.</summary>
    [Range(0, 10_000)]
    public int MaxConcurrency { get; set; } = 512;

    /// <summary>Gets or sets how much memory, in megabytes, the answers may take that are being read or wait to be written down.
    /// Each has its first 4 KB besides; when the rest is used up, answers are cut there.</summary>
    [Range(0, 4096)]
    public int AnswerMegabytes { get; set; } = 16;

    /// <summary>Gets or sets how many attempts in a row must not reach a receiver before its stage's circuit opens.</summary>
    [Range(1, 1000)]
    public int CircuitThreshold { get; set; } = 10;

    /// <summary>Gets or sets the wait before the first probe of an open circuit; each further wait is twice as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CircuitFirstPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the longest wait between two probes of an open circuit.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan CircuitLongestPause { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how long a stage's job goes on waiting for more to send before it ends. While it waits, a new
    /// delivery starts about a millisecond earlier.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromSeconds(10);

    internal CircuitPolicy Circuit => new(CircuitThreshold, CircuitFirstPause, CircuitLongestPause);

    internal RetrySchedule RetrySchedule => RetryDelays.Length > 0
        ? new([.. RetryDelays])
        : RetrySchedule.StandardWebhooks;

    internal RetryPolicy RetriesOf(WebhookStageSettings settings) =>
        new(settings.AutomaticRetry ? RetrySchedule : RetrySchedule.None)
        {
            Jitter = RetryJitter,
            LongestAsked = LongestRetryAfter,
            OnExhausted = settings.OnExhausted,
        };
}

[OptionsValidator]
internal sealed partial class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>;
