using System.Security.Cryptography;

namespace WebhookStudio.Domain;

/// <summary>Makes the 23 hexadecimal digits that name drawn objects, tools, questions and options.</summary>
/// <remarks>23, not 24: the length that the editor of the dialect makes, so that nobody takes one for a record's identifier.</remarks>
public static class ShortId
{
    /// <summary>The number of characters of a new short identifier.</summary>
    public const int TextLength = 23;

    public static string New() => RandomNumberGenerator.GetHexString(TextLength, lowercase: true);
}
