using System.Globalization;
using System.Text.RegularExpressions;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Deliveries.Addresses;
using WebhookStudio.Features.Deliveries.Retention;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Deliveries.Settings;

/// <summary>What options are called and what they mean, for people.</summary>
/// <param name="Group">The heading.</param>
/// <param name="Name">The name.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Text">Writes the value, where the usual form would not do.</param>
internal sealed partial record SettingWords(string Group, string Name, string Meaning, Func<object?, string>? Text = null)
{
    public const string Deadlines = "Deadlines";
    public const string Sizes = "Sizes";
    public const string Retries = "Retries";
    public const string Circuit = "Circuit";
    public const string Throughput = "Throughput";
    public const string Addresses = "Addresses";
    public const string Kept = "Retention";
    public const string Alerts = "Alerts";
    public const string Other = "Other";

    /// <summary>The headings in their order.</summary>
    public static readonly string[] Groups = [Deadlines, Sizes, Retries, Circuit, Throughput, Addresses, Kept, Alerts, Other];

    private static readonly Dictionary<string, SettingWords> Known = new()
    {
        [Key<DeliveryOptions>("ConnectTimeout")] = new(Deadlines, "Connect", "How long a connection may take to be made."),
        [Key<DeliveryOptions>("TlsTimeout")] = new(Deadlines, "TLS", "How long a connection may take to agree on its encryption."),
        [Key<DeliveryOptions>("FirstByteTimeout")] = new(Deadlines, "First byte", "How long the receiver may work before its answer begins.", OfStage),
        [Key<DeliveryOptions>("BodyTimeout")] = new(Deadlines, "Body", "How long the body of an answer is read; the status decides even when it is cut."),
        [Key<DeliveryOptions>("ShutdownGrace")] = new(
            Deadlines, "Shutdown", "How long requests under way may go on when the application shuts down."),
        [Key<DeliveryOptions>("RetryDelays")] = new(
            Retries, "Schedule", "The waits between the attempts of a run; one attempt more than there are waits.", Delays),
        [Key<DeliveryOptions>("RetryJitter")] = new(
            Retries, "Jitter", "By how much a wait is shortened or lengthened at random, so that not all come back together.", Share),
        [Key<DeliveryOptions>("LongestRetryAfter")] = new(
            Retries, "Longest Retry-After", "The longest wait that a receiver can ask for; what it asks can only lengthen a wait."),
        [Key<DeliveryOptions>("CircuitThreshold")] = new(
            Circuit, "Opens after", "How many attempts in a row must not reach a receiver before its stage is only probed."),
        [Key<DeliveryOptions>("CircuitFirstPause")] = new(
            Circuit, "First pause", "The wait before the first probe; each further one is twice as long."),
        [Key<DeliveryOptions>("CircuitLongestPause")] = new(Circuit, "Longest pause", "The longest wait between two probes."),
        [Key<DeliveryOptions>("MaxConcurrency")] = new(
            Throughput, "Requests in all", "How many requests may be under way in all, beyond the few that every stage always has."),
        [Key<DeliveryOptions>("AnswerMegabytes")] = new(
            Sizes, "Answers in memory", "How much memory answers may take until they are stored; beyond it each is cut after 4 KB.", Megabytes),
        [Key<DeliveryOptions>("Linger")] = new(
            Throughput, "Linger", "How long a stage's job waits for more to send before it ends; while it waits, a delivery starts at once."),
        [Key<AddressOptions>("AllowedNetworks")] = new(
            Addresses, "Allowed networks", "The loopback and private ranges that webhooks may be sent to; some ranges are never allowed.", Networks),
        [Key<RetentionOptions>("Bodies")] = new(
            Kept, "Headers and bodies", "How long headers, answers and payloads are kept. What is still owed is never pruned.", Keeps),
        [Key<RetentionOptions>("Logs")] = new(
            Kept, "Log", "How long the lines of the log are kept. What is still owed is never pruned.", Keeps),
        [Key<JobOptions>("Storage")] = new(
            Kept, "Jobs", "Where background jobs and their history are kept; no webhook depends on it."),
        [Key<JobOptions>("Workers")] = new(
            Throughput, "Jobs at once", "How many background jobs can run at once; a stage that is sending takes one."),
        [Key<AlertOptions>("After")] = new(
            Alerts, "Told after", "How long a task in a stage must be without a 200, without a break, before the stage is told to fail."),
        [Key<AlertOptions>("RemindAfter")] = new(Alerts, "Told once more after", "How long a stage must have failed before that is told a second, and last, time."),
        [Key<AlertOptions>("CalmFor")] = new(
            Alerts, "Recovered after", "How long no task must be without a 200 before the stage has recovered, so that back and forth is one alert."),
        [Key<AlertOptions>("Interval")] = new(Alerts, "Looked at", "How often the stages are looked at, and alerts that are due are sent."),
    };

    /// <summary>Finds the words of an option; one that has none gets its own name.</summary>
    public static SettingWords Of(string key) => Known.GetValueOrDefault(key)
        ?? new(Other, Humps().Replace(key[(key.LastIndexOf(':') + 1)..], hump => $" {hump.Value.ToLowerInvariant()}"), "");

    /// <summary>Whether somebody has written words for an option.</summary>
    public static bool Has(string key) => Known.ContainsKey(key);

    /// <summary>Gets the configuration key of an option.</summary>
    public static string Key<T>(string property) => $"{Section(typeof(T))}:{property}";

    private static string Section(Type options) =>
        (string)options.GetField("SectionName")!.GetRawConstantValue()!;

    private static string Delays(object? value) =>
        SettingText.Of(new DeliveryOptions { RetryDelays = (TimeSpan[])value! }.RetrySchedule.Delays);

    private static string Share(object? value) => string.Create(CultureInfo.InvariantCulture, $"{(double)value! * 100:0.##} %");

    private static string Megabytes(object? value) => string.Create(CultureInfo.InvariantCulture, $"{(int)value!} MB");

    private static string OfStage(object? value) => value is null ? "the whole attempt's" : SettingText.Of(value);

    private static string Networks(object? value) => value is null or ""
        ? "not set: loopback and private ranges while the application listens on loopback alone"
        : SettingText.Of(value);

    private static string Keeps(object? value) =>
        (TimeSpan)value! == TimeSpan.Zero ? "kept for good" : RetentionWords.Kept((TimeSpan)value);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Humps();
}
