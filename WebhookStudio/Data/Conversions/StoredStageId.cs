using System.Text;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Data.Conversions;

/// <summary>How the name of a stage lies in the database: a UUID in its 16 bytes, any other name in its characters.</summary>
/// <remarks>
/// A name that happens to have 16 characters gets a zero in front, so that it is not read as a UUID: no character is zero.
/// A UUID in capitals or in another form is a name like any other, because it has to come back as it was.
/// </remarks>
internal static class StoredStageId
{
    /// <summary>The most bytes that a name takes.</summary>
    public const int MaxLength = StageId.MaxLength + 1;

    private const int UuidLength = 16;

    public static byte[] Write(StageId id)
    {
        if (Guid.TryParseExact(id.Value, "D", out var uuid) && uuid.ToString() == id.Value)
        {
            return uuid.ToByteArray(bigEndian: true);
        }

        var name = Encoding.ASCII.GetBytes(id.Value);

        return name.Length == UuidLength ? [0, .. name] : name;
    }

    /// <exception cref="FormatException">The bytes are no name that <see cref="Write"/> has written.</exception>
    public static StageId Read(byte[] bytes) => new(bytes switch
    {
        { Length: UuidLength } => new Guid(bytes, bigEndian: true).ToString(),
        [0, .. var name] => Encoding.ASCII.GetString(name),
        _ => Encoding.ASCII.GetString(bytes),
    });
}
