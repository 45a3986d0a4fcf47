using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Hangfire.Common;
using Hangfire.Storage;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>Writes what a storage answers so that two storages can be compared: identifiers by their names in the script, times by
/// their distance from now, everything else in full.</summary>
/// <param name="names">The scripts' names of the identifiers.</param>
internal sealed class Answers(IReadOnlyDictionary<string, string> names)
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>Writes values in which no identifiers occur.</summary>
    public static Answers Plain { get; } = new(new Dictionary<string, string>());

    public string Of(object? value) => value switch
    {
        null => "null",
        string text => names.GetValueOrDefault(text) ?? $"\"{text}\"",
        DateTime time => Instant(time),
        TimeSpan span => span == Timeout.InfiniteTimeSpan ? "infinite" : $"{Math.Round(span.TotalMinutes)} min",
        IFormattable plain and (int or long or double) => plain.ToString(null, CultureInfo.InvariantCulture),
        bool or Enum or CancellationToken => value.ToString()!,
        Exception exception => exception.GetType().Name,
        Job job => $"{job.Type.Name}.{job.Method.Name}({Many(job.Args)}) in {job.Queue ?? "no queue"}",
        IDictionary<DateTime, long> timeline => Timeline(timeline),
        IMonitoringApi => "monitor",
        IFetchedJob fetched => $"fetched {Of(fetched.JobId)}",
        IDictionary map => Map(map.Keys.Cast<object>().Select(key => (key, map[key]))),
        IEnumerable<KeyValuePair<string, string>> pairs => Map(pairs.Select(pair => ((object)pair.Key, (object?)pair.Value))),
        IReadOnlySet<string> set => $"{{{Many(set.Order(StringComparer.Ordinal))}}}",
        IEnumerable list => $"[{Many(list)}]",
        _ => Whole(value),
    };

    private static string Instant(DateTime time)
    {
        if (time == DateTime.MinValue)
        {
            return "never";
        }

        var minutes = Math.Round((time - TimeProvider.System.GetUtcNow().UtcDateTime).TotalMinutes);

        return $"now{(minutes == 0 ? "" : minutes.ToString("+0;-0", CultureInfo.InvariantCulture) + " min")} {time.Kind}";
    }

    /// <summary>The first hour or day is now's; the others are so many hours away from it.</summary>
    private static string Timeline(IDictionary<DateTime, long> timeline)
    {
        var first = timeline.Keys.Max();
        var fresh = (TimeProvider.System.GetUtcNow().UtcDateTime - first).TotalHours is > -0.01 and < 24;

        return $"{(fresh ? "now" : Instant(first))}: {string.Join(", ", timeline.Select(
            point => $"{(point.Key - first).TotalHours:0}h={point.Value}"))}";
    }

    private string Many(IEnumerable values) => string.Join(", ", values.Cast<object?>().Select(Of));

    private string Map(IEnumerable<(object Key, object? Value)> pairs) =>
        $"{{{string.Join(", ", pairs.Select(pair => $"{Of(pair.Key)}: {Of(pair.Value)}").Order(StringComparer.Ordinal))}}}";

    private string Whole(object value)
    {
        var type = value.GetType();

        if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true && value is IDisposable)
        {
            return "handle";
        }

        var properties = Properties.GetOrAdd(
            type, of => [.. of.GetProperties().OrderBy(property => property.Name, StringComparer.Ordinal)]);

        return $"{type.Name.Split('`')[0]} {{ {string.Join(", ", properties.Select(
            property => $"{property.Name} = {Of(property.GetValue(value))}"))} }}";
    }
}
