using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Platform;

/// <summary>Settings of the background jobs; the configuration section <c>WebhookStudio:Jobs</c>.</summary>
public sealed class JobOptions
{
    public const string SectionName = "WebhookStudio:Jobs";

    /// <summary>Gets or sets how many jobs can run at once. A Webhook stage that is sending takes one.</summary>
    [Range(2, 1000)]
    public int Workers { get; set; } = 24;
}

[OptionsValidator]
internal sealed partial class JobOptionsValidator : IValidateOptions<JobOptions>;
