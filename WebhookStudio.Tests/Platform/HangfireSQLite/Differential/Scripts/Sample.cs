using Hangfire.Common;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

/// <summary>What scripts store.</summary>
internal static class Sample
{
    public const string Queue = "default";
    public const string Urgent = "urgent";

    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static Job Job { get; } = Job.FromExpression(() => Work("käse \"'; -- \u0000 \ud83e\uddc0", 7));

    public static Job Queued { get; } = Job.FromExpression(() => Work("queued", 1), Urgent);

    public static Dictionary<string, string?> NoParameters { get; } = [];

    public static Dictionary<string, string?> Parameters { get; } = new()
    {
        ["CurrentCulture"] = "\"en-US\"",
        ["Nothing"] = null,
        ["Empty"] = "",
        ["currentculture"] = "case matters",
    };

    public static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>What the jobs would do if anything ran them.</summary>
    public static void Work(string text, int number) => ArgumentNullException.ThrowIfNull($"{text}{number}");

    /// <summary>Begins a script with so many jobs that have no state yet.</summary>
    public static Script WithJobs(string name, int count)
    {
        var script = new Script(name);

        for (var number = 1; number <= count; number++)
        {
            script.Connection(c => c.CreateExpiredJob(Job, Parameters, Now, Day));
        }

        return script;
    }
}
