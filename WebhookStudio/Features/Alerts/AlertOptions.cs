using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Alerts;

namespace WebhookStudio.Features.Alerts;

/// <summary>Settings of the alerts; the configuration section <c>WebhookStudio:Alerts</c>.</summary>
public sealed class AlertOptions
{
    public const string SectionName = "WebhookStudio:Alerts";

    /// <summary>Gets or sets how long a stage must have failed without a break before that is told.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan After { get; set; } = AlertRules.Default.After;

    /// <summary>Gets or sets how long a stage must have failed before that is told once more.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan RemindAfter { get; set; } = AlertRules.Default.RemindAfter;

    /// <summary>Gets or sets how long no task must have been without a 200 before a stage has recovered.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan CalmFor { get; set; } = AlertRules.Default.CalmFor;

    /// <summary>Gets or sets how often the stages are looked at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:10:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    internal AlertRules Rules => new(After, RemindAfter, CalmFor);
}

[OptionsValidator]
internal sealed partial class AlertOptionsValidator : IValidateOptions<AlertOptions>;
