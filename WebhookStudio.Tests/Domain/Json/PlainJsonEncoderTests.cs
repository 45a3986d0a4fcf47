using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebhookStudio.Domain.Json;

namespace WebhookStudio.Tests.Domain.Json;

public class PlainJsonEncoderTests
{
    [Theory]
    [InlineData("Le Croissànt")]
    [InlineData("😀 𝒳 \U0010FFFF")]
    [InlineData("<b> & 'a' + `c` / = \u007F")]
    [InlineData("\u0080\u0085\u009F\u00A0\u00AD")]
    [InlineData("\u2028\u2029\u200B\u200D\uFEFF\uFFFD\uFFFE\uFFFF\uE000")]
    [InlineData("שלום مرحبا 日本語 ş ı İ é")]
    public void Write_TextThatJsonAllows_StaysAsItIs(string text) => Assert.Equal($"\"{text}\"", Written(text));

    [Theory]
    [InlineData("\"", "\\\"")]
    [InlineData("\\", "\\\\")]
    [InlineData("\b\f\n\r\t", "\\b\\f\\n\\r\\t")]
    [InlineData("\0\u0001\u000B\u001F", "\\u0000\\u0001\\u000b\\u001f")]
    [InlineData("a\"😀\"à", "a\\\"😀\\\"à")]
    public void Write_TextThatJsonForbids_IsEscaped(string text, string escaped) =>
        Assert.Equal($"\"{escaped}\"", Written(text));

    // Metadata of attributes cannot hold halves: they are written as escapes here.
    [Theory]
    [InlineData(@"\uD83D", "\uFFFD")]
    [InlineData(@"\uDE00", "\uFFFD")]
    [InlineData(@"a\uD83Db", "a\uFFFDb")]
    [InlineData(@"a\uDE00\uD83Db", "a\uFFFD\uFFFDb")]
    [InlineData(@"\uD83D\uD83D\uDE00", "\uFFFD😀")]
    [InlineData(@"😀\uD83D", "😀\uFFFD")]
    [InlineData(@"\uD83D""", "\uFFFD\\\"")]
    public void Write_HalfASurrogatePair_BecomesTheReplacementCharacter(string escaped, string written) =>
        Assert.Equal($"\"{written}\"", Written(Regex.Unescape(escaped)));

    [Fact]
    public void Write_EveryCodePoint_IsReadBackIdentically()
    {
        var text = EveryCodePoint();

        var bytes = PlainJson.Write(writer => writer.WriteStringValue(text));

        Assert.Equal(text, JsonSerializer.Deserialize<string>(bytes));
        Assert.Equal(Encoding.UTF8.GetByteCount(text) + 2 + (27 * 5) + 7, bytes.Length);
    }

    [Fact]
    public async Task Write_EveryCodePoint_IsReadBackIdenticallyByPython()
    {
        var text = EveryCodePoint();
        var bytes = PlainJson.Write(writer => writer.WriteStringValue(text));

        var seen = await PythonReadsAsync(bytes, TestContext.Current.CancellationToken);

        Assert.Equal(text, seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Write_LongTextsAcrossBuffers_AreReadBackIdentically(int shift)
    {
        foreach (var length in (int[])[120, 126, 127, 128, 129, 253, 256, 1023, 4095, 4096, 16_385, 70_000])
        {
            var text = new string('a', shift) + string.Concat(Enumerable.Repeat("😀\"à\n\u2028", length)) + "end";

            var bytes = PlainJson.Write(writer => WriteEverywhere(writer, text));

            Assert.Equal(text, ReadEverywhere(bytes));
        }
    }

    [Fact]
    public void Write_PropertyNames_StayAsTheyAre() =>
        Assert.Equal("""{"Größe <😀>":1}""", Encoding.UTF8.GetString(PlainJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("Größe <😀>", 1);
            writer.WriteEndObject();
        })));

    [Fact]
    public void Write_ElementWithEscapes_UnescapesWhatNeedsNone()
    {
        var element = JsonElement.Parse("""{"\u00e0":"\u003c\ud83d\ude00\u2028\/\u0022"}""");

        var bytes = PlainJson.Write(element.WriteTo);

        Assert.Equal("{\"à\":\"<😀\u2028/\\\"\"}", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Write_Utf8ThatIsBroken_BecomesTheReplacementCharacter()
    {
        var bytes = PlainJson.Write(writer => writer.WriteStringValue([(byte)'a', 0xC3, (byte)'b', 0xF0, 0x9F, 0x98]));

        Assert.Equal("\"a\uFFFDb\uFFFD\"", Encoding.UTF8.GetString(bytes));
    }

    private static string Written(string text) =>
        Encoding.UTF8.GetString(PlainJson.Write(writer => writer.WriteStringValue(text)));

    private static void WriteEverywhere(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(text, text);
        writer.WriteString("utf8"u8, Encoding.UTF8.GetBytes(text));
        writer.WritePropertyName("element"u8);
        JsonSerializer.SerializeToElement(text).WriteTo(writer);
        writer.WriteEndObject();
    }

    private static string ReadEverywhere(byte[] bytes)
    {
        var values = JsonElement.Parse(bytes).EnumerateObject()
            .Select(property => property.Value.GetString()!).ToList();
        Assert.Equal(3, values.Count);

        return Assert.Single(values.Distinct());
    }

    private static string EveryCodePoint()
    {
        var text = new StringBuilder();

        for (var scalar = 0; scalar <= 0x10FFFF; scalar++)
        {
            if (Rune.IsValid(scalar))
            {
                text.Append(new Rune(scalar).ToString());
            }
        }

        return text.ToString();
    }

    /// <summary>Lets Python read the JSON text and write back the UTF-8 of what it read.</summary>
    private static async Task<string> PythonReadsAsync(byte[] json, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("python3", ["-c", PythonProgram])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var python = Process.Start(start)!;
        var reading = ReadAllAsync(python.StandardOutput.BaseStream, cancellationToken);
        await python.StandardInput.BaseStream.WriteAsync(json, cancellationToken);
        python.StandardInput.Close();
        var seen = await reading;
        await python.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, python.ExitCode);

        return Encoding.UTF8.GetString(seen);
    }

    private const string PythonProgram =
        "import json, sys; sys.stdout.buffer.write(json.loads(sys.stdin.buffer.read()).encode('utf-8'))";

    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, cancellationToken);

        return copy.ToArray();
    }
}
