using System.Buffers.Binary;

namespace WebhookStudio.Features.Tasks;

/// <summary>Width and height of a picture in pixels, read from the head of its file.</summary>
/// <remarks>Knows PNG, JPEG, GIF and WebP. A JPEG that is turned by its EXIF data is measured as browsers show it.</remarks>
internal readonly record struct ImageSize(int Width, int Height)
{
    /// <summary>Gets the extension that the content asks for, whatever the file is called; empty if it is none of those.</summary>
    public static string Extension(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', ..] => ".png",
        [0xFF, 0xD8, ..] => ".jpg",
        [(byte)'G', (byte)'I', (byte)'F', ..] => ".gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => ".webp",
        _ => "",
    };

    /// <summary>Measures a picture, or gives <see langword="null"/> if the file is none of those it knows, or is broken.</summary>
    public static ImageSize? Read(ReadOnlySpan<byte> file)
    {
        var size = file switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png(file),
            [0xFF, 0xD8, 0xFF, ..] => JpegSize.Read(file),
            _ when file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8) => Gif(file),
            _ when file.StartsWith("RIFF"u8) && file.Length >= 30 && file[8..].StartsWith("WEBP"u8) => WebP(file),
            _ => null,
        };

        return size is { Width: > 0, Height: > 0 } ? size : null;
    }

    private static ImageSize? Png(ReadOnlySpan<byte> file) => file.Length >= 24 && file[12..].StartsWith("IHDR"u8)
        ? new((int)BinaryPrimitives.ReadUInt32BigEndian(file[16..]), (int)BinaryPrimitives.ReadUInt32BigEndian(file[20..]))
        : null;

    private static ImageSize? Gif(ReadOnlySpan<byte> file) => file.Length >= 10
        ? new(BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]))
        : null;

    private static ImageSize? WebP(ReadOnlySpan<byte> file)
    {
        var kind = file[12..16];

        if (kind.SequenceEqual("VP8X"u8))
        {
            return new(1 + ReadUInt24(file[24..]), 1 + ReadUInt24(file[27..]));
        }

        if (kind.SequenceEqual("VP8L"u8) && file[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);

            return new(1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return kind.SequenceEqual("VP8 "u8)
            ? new(
                BinaryPrimitives.ReadUInt16LittleEndian(file[26..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) & 0x3FFF)
            : null;
    }

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
