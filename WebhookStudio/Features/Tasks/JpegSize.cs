using System.Buffers.Binary;

namespace WebhookStudio.Features.Tasks;

/// <summary>Measures a JPEG: walks its segments up to the frame header, and heeds the orientation of its EXIF data.</summary>
internal static class JpegSize
{
    private const ushort OrientationTag = 0x0112;

    public static ImageSize? Read(ReadOnlySpan<byte> file)
    {
        var isTurned = false;
        var at = 2;

        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];

            if (marker == 0xFF)
            {
                // Fill bytes may stand before a marker.
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            var segment = file[(at + 4)..Math.Min(file.Length, Math.Max(at + 4, at + 2 + length))];

            if (IsFrame(marker))
            {
                return Frame(segment, isTurned);
            }

            isTurned |= marker == 0xE1 && IsTurned(segment);
            at += 2 + length;
        }

        return null;
    }

    /// <summary>SOF0 to SOF15, without DHT, JPG and DAC, which lie between them.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static ImageSize? Frame(ReadOnlySpan<byte> segment, bool isTurned)
    {
        if (segment.Length < 5)
        {
            return null;
        }

        var height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);

        return isTurned ? new(height, width) : new(width, height);
    }

    /// <summary>Orientations 5 to 8 lie on their side.</summary>
    private static bool IsTurned(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 14 || !exif.StartsWith("Exif\0\0"u8))
        {
            return false;
        }

        var tiff = exif[6..];
        var isLittle = tiff.StartsWith("II"u8);
        var directory = ReadUInt32(tiff[4..], isLittle);

        if (directory + 2 > (uint)tiff.Length)
        {
            return false;
        }

        var entries = tiff[(int)directory..];
        var count = ReadUInt16(entries, isLittle);

        for (var i = 0; i < count && 2 + (i * 12) + 12 <= entries.Length; i++)
        {
            var entry = entries[(2 + (i * 12))..];

            if (ReadUInt16(entry, isLittle) == OrientationTag)
            {
                return ReadUInt16(entry[8..], isLittle) is >= 5 and <= 8;
            }
        }

        return false;
    }

    private static ushort ReadUInt16(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, bool isLittle) => isLittle
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
