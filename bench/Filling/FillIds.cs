using System.Buffers.Binary;

namespace WebhookStudio.Bench.Filling;

/// <summary>Identifiers in the form of the application's, which the application itself never makes: its own have random
/// bytes where these have the name of what they are for.</summary>
internal static class FillIds
{
    public const int Length = 12;

    public enum Kind : byte
    {
        Asset = 1,
        Task = 2,
        Batch = 3,
        Visit = 4,
        Delivery = 5,
        Attempt = 6,
        Test = 7,
    }

    /// <summary>Writes an identifier.</summary>
    /// <param name="id">Twelve bytes.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="ticks">When it was made. Identifiers sort by it, then by their number.</param>
    /// <param name="number">Below 16,777,216; no two of a kind are made in the same second with the same.</param>
    public static void Write(Span<byte> id, Kind kind, long ticks, int number)
    {
        BinaryPrimitives.WriteUInt32BigEndian(id, (uint)new DateTimeOffset(ticks, TimeSpan.Zero).ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt32BigEndian(id[4..], 0x0F111ED0 | (byte)kind);
        BinaryPrimitives.WriteInt32BigEndian(id[8..], number & 0xFFFFFF);
    }

    public static byte[] Of(Kind kind, long ticks, int number)
    {
        var id = new byte[Length];
        Write(id, kind, ticks, number);

        return id;
    }
}
