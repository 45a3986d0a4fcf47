using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Tests.Features.Tasks;

public class ImageSizeTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A 0000000D 49484452 000003E9 000002A1", 1001, 673)]
    [InlineData("474946383961 2003 5802", 800, 600)]
    [InlineData("474946383761 0100 0200", 1, 2)]
    [InlineData("FFD8 FFE00010 4A46494600010100000100010000 FFC00011 08 0280 01E0 03012200", 480, 640)]
    [InlineData("FFD8 FFFFE00004 0000 FFC20011 08 000A 0014 03", 20, 10)]
    [InlineData("FFD8 FFC40004 0000 FFC10011 08 000A 0014 03", 20, 10)]
    [InlineData("52494646 00000000 57454250 56503858 0A000000 00000000 8F0100 2B0100", 400, 300)]
    [InlineData("52494646 00000000 57454250 5650384C 00000000 2F 8FC14A00 0000000000", 400, 300)]
    [InlineData("52494646 00000000 57454250 56503820 00000000 000000 9D012A 9041 2C01", 400, 300)]
    public void Read_HeadOfAPicture_TellsItsSize(string hex, int width, int height) =>
        Assert.Equal(new ImageSize(width, height), ImageSize.Read(Bytes(hex)));

    [Theory]
    [InlineData("4949 2A00 08000000 0100 1201 0300 01000000 06000000")]
    [InlineData("4D4D 002A 00000008 0001 0112 0003 00000001 00080000")]
    public void Read_JpegOnItsSide_MeasuresAsItIsShown(string tiff)
    {
        var exif = "457869660000" + tiff.Replace(" ", "", StringComparison.Ordinal);
        var jpeg = $"FFD8 FFE1{2 + (exif.Length / 2):X4} {exif} FFC00011 08 0280 01E0 03";

        Assert.Equal(new ImageSize(640, 480), ImageSize.Read(Bytes(jpeg)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("474946383961")]
    [InlineData("FFD8FF")]
    [InlineData("FFD8 FFE0FFFF 00")]
    [InlineData("FFD8 FFE00002 00")]
    [InlineData("FFD8 FFC00003 08")]
    [InlineData("52494646 00000000 57454250")]
    [InlineData("89504E470D0A1A0A 0000000D 49484452 00000000 00000000")]
    [InlineData("25504446 2D312E37")]
    public void Read_NoOrBrokenPicture_IsNull(string hex) => Assert.Null(ImageSize.Read(Bytes(hex)));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
