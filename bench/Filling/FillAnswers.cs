using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Bench.Filling;

/// <summary>Draws labels: the question is always answered, and on some of the tasks pastries are drawn.</summary>
internal sealed class FillAnswers(Random random)
{
    private const double DrawnShare = 0.25;
    private const int MostPastries = 4;
    private const int Width = 640;
    private const int Height = 480;

    private static readonly string[] Levels = [.. FillNames.BakeLevels.Select(level => Write(new() { Classifications = Level(level.SchemaId) }))];

    public static string Empty { get; } = Write(TaskAnswer.Empty);

    /// <summary>Draws an answer, as it lies in the database.</summary>
    public string Draw(string by, long at)
    {
        var level = random.Next(Levels.Length);

        if (random.NextDouble() > DrawnShare)
        {
            return Levels[level];
        }

        var metadata = new AnnotationMetadata { CreatedAt = new(at, TimeSpan.Zero), CreatedBy = by, CreatedIn = "Label" };

        return Write(new()
        {
            Tools = [.. Enumerable.Range(0, random.Next(1, MostPastries + 1)).Select(_ => Box(metadata))],
            Classifications = Level(FillNames.BakeLevels[level].SchemaId),
        });
    }

    private static string Write(TaskAnswer answer) => JsonSerializer.Serialize(answer, StoredJson.Options);

    private static ImmutableArray<ClassificationAnswer> Level(string option) =>
        [new() { SchemaId = FillNames.BakeLevel, Kind = ToolKinds.Radio, Answer = [option] }];

    private Annotation Box(AnnotationMetadata metadata)
    {
        var (width, height) = (random.Next(60, 260), random.Next(50, 200));
        var geometry = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"x":{{random.Next(Width - width)}},"y":{{random.Next(Height - height)}},"height":{{height}},"width":{{width}}}""");

        return new()
        {
            ObjectId = Convert.ToHexStringLower(Bytes())[..23],
            SchemaId = FillNames.Pastries[random.Next(FillNames.Pastries.Count)].SchemaId,
            Kind = ToolKinds.BoundingBox,
            Geometry = JsonElement.Parse(geometry),
            Metadata = metadata,
        };
    }

    private byte[] Bytes()
    {
        var bytes = new byte[12];
        random.NextBytes(bytes);

        return bytes;
    }
}
