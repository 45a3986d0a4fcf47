using System.Text;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>Plays scripts on two new storages and compares what they answer.</summary>
internal static class Comparison
{
    /// <summary>Plays the steps.</summary>
    /// <returns>The first difference with all calls before it, or <see langword="null"/> if there is none.</returns>
    public static string? DifferenceIn(IReadOnlyList<Step> steps)
    {
        using var reference = TemporaryStorage.Reference();
        using var ours = TemporaryStorage.Ours();
        using var expected = new Actor(reference.Storage);
        using var actual = new Actor(ours.Storage);
        var played = new StringBuilder();

        foreach (var call in steps.SelectMany(step => step.Calls))
        {
            var answer = KnownDifferences.ComparableReference(call, expected.Make(KnownDifferences.OnReference(call)));
            var own = KnownDifferences.Comparable(call, actual.Make(call));
            played.Append(call).Append(" -> ").AppendLine(answer);

            if (answer != own)
            {
                return $"The last call differs. Expected: {answer}\nActual:   {own}\nAll calls:\n{played}";
            }
        }

        return null;
    }

    /// <summary>Leaves out what does not matter for a difference: whole steps, then calls within transactions.</summary>
    public static IReadOnlyList<Step> Shrink(IReadOnlyList<Step> steps)
    {
        var kept = steps.ToList();

        for (var chunk = kept.Count / 2; chunk >= 1; chunk /= 2)
        {
            for (var at = 0; at + chunk <= kept.Count;)
            {
                var fewer = kept.Where((_, index) => index < at || index >= at + chunk).ToList();

                if (DifferenceIn(fewer) is null)
                {
                    at += chunk;
                }
                else
                {
                    kept = fewer;
                }
            }
        }

        return kept;
    }
}
