using System.Globalization;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Makes what a receiver sent fit to stand in a sentence.</summary>
internal static class PlainText
{
    /// <summary>Replaces what is no visible character, and cuts what is too long.</summary>
    public static string Of(string text, int longest)
    {
        var cut = text.Length > longest ? $"{text[..(longest - 1)]}…" : text;

        return HasHidden(cut) ? string.Concat(cut.Select(c => IsHidden(c) ? '\uFFFD' : c)) : cut;
    }

    private static bool HasHidden(string text)
    {
        foreach (var c in text)
        {
            if (IsHidden(c))
            {
                return true;
            }
        }

        return false;
    }

    // Half of a pair that was cut is no character either, and marks of direction would turn the words around it.
    private static bool IsHidden(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format;
}
