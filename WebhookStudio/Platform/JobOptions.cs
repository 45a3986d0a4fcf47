using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace WebhookStudio.Platform;

/// <summary>Settings of the background jobs; the configuration section <c>WebhookStudio:Jobs</c>.</summary>
public sealed class JobOptions
{
    public const string SectionName = "WebhookStudio:Jobs";

    public const string InMemory = nameof(InMemory);

    public const string SQLite = nameof(SQLite);

    /// <summary>Gets or sets where jobs, their history and schedules are kept. No webhook depends on it.</summary>
    [RegularExpression(
        $"(?i:{SQLite}|{InMemory})",
        ErrorMessage = $"{SectionName}:Storage must be {SQLite} (the default: jobs and their history outlive the process) or {InMemory}.")]
    public string Storage { get; set; } = SQLite;

    /// <summary>Gets or sets how many jobs can run at once. A Webhook stage that is sending takes one.</summary>
    [Range(2, 1000)]
    public int Workers { get; set; } = 24;
}

[OptionsValidator]
internal sealed partial class JobOptionsValidator : IValidateOptions<JobOptions>;
