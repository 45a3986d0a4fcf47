using System.ComponentModel.DataAnnotations;

namespace WebhookStudio.Features.Deliveries.Retention;

/// <summary>How long is kept what was sent and answered; the configuration section <c>WebhookStudio:Retention</c>.</summary>
/// <remarks>A plain number is days: <c>30</c> is the same as <c>30.00:00:00</c>. <c>0</c> keeps for good.</remarks>
public sealed class RetentionOptions : IValidatableObject
{
    public const string SectionName = "WebhookStudio:Retention";

    /// <summary>The shortest time that something is kept.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>The longest time that can be said; who wants more keeps for good.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    /// <summary>Gets or sets how long headers, answers and payloads are kept after the attempt they belong to; zero keeps
    /// them for good.</summary>
    public TimeSpan Bodies { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets how long the lines of the log, and the bulk runs that no delivery remembers, are kept; zero keeps them for good. No shorter than
    /// <see cref="Bodies"/>.</summary>
    public TimeSpan Logs { get; set; } = TimeSpan.FromDays(90);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, kept) in new[] { (nameof(Bodies), Bodies), (nameof(Logs), Logs) })
        {
            if (kept != TimeSpan.Zero && (kept < Shortest || kept > Longest))
            {
                yield return new(
                    $"{SectionName}:{name} is {kept:c}. Set it to between one hour (01:00:00) and {Longest.TotalDays:0} days, "
                    + "or to 0 to keep everything.");
            }
        }

        if (Logs != TimeSpan.Zero && (Bodies == TimeSpan.Zero || Bodies > Logs))
        {
            yield return new(
                $"{SectionName}:Logs is shorter than {SectionName}:Bodies, but a body goes with its line of the log. "
                + $"Raise {SectionName}:Logs, or lower {SectionName}:Bodies.");
        }
    }
}
