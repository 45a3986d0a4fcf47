using System.Globalization;
using System.Text.Json;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks.Details;

/// <summary>Draws what was labeled, in pixels of the picture.</summary>
internal static class LabelShapes
{
    /// <summary>Lists the paths of an object; none if its kind has no shape on a picture, or the shape cannot be read.</summary>
    /// <returns>Data of SVG paths; whether they are closed; and whether each is a single point.</returns>
    public static IReadOnlyList<LabelPath> Of(Annotation annotation)
    {
        var shape = annotation.Geometry;

        return annotation.Kind switch
        {
            ToolKinds.BoundingBox => Box(shape),
            "rotated-bounding-box" => Box(shape),
            "polygon" => Line(shape, isClosed: true),
            "polyline" => Line(shape, isClosed: false),
            "point" => Point(shape) is { } point ? [new(point, IsClosed: false, IsPoint: true)] : [],
            "segmentation" => Zones(shape),
            _ => [],
        };
    }

    private static IReadOnlyList<LabelPath> Box(JsonElement shape)
    {
        if (Number(shape, "x") is not { } x || Number(shape, "y") is not { } y
            || Number(shape, "width") is not { } width || Number(shape, "height") is not { } height)
        {
            return [];
        }

        var turn = Number(shape, "rotation") ?? Number(shape, "angle");
        var path = string.Create(CultureInfo.InvariantCulture, $"M{x} {y}h{width}v{height}h{-width}Z");

        return
        [
            new(path, IsClosed: true, IsPoint: false)
            {
                Transform = turn is { } angle and not 0
                    ? string.Create(CultureInfo.InvariantCulture, $"rotate({angle} {x + (width / 2)} {y + (height / 2)})")
                    : null,
            },
        ];
    }

    private static IReadOnlyList<LabelPath> Line(JsonElement shape, bool isClosed)
    {
        var points = Points(shape);

        return points.Count == 0 ? [] : [new($"M{string.Join("L", points)}{(isClosed ? "Z" : "")}", isClosed, IsPoint: false)];
    }

    private static IReadOnlyList<LabelPath> Zones(JsonElement shape) =>
        shape.ValueKind is JsonValueKind.Object && shape.TryGetProperty("zones", out var zones) && zones.ValueKind is JsonValueKind.Array
            ?
            [
                .. zones.EnumerateArray().SelectMany(zone =>
                    zone.ValueKind is JsonValueKind.Object && zone.TryGetProperty("region", out var region)
                        ? Line(region, isClosed: true)
                        : Line(zone, isClosed: true)),
            ]
            : [];

    private static List<string> Points(JsonElement shape) =>
        shape.ValueKind is JsonValueKind.Array ? [.. shape.EnumerateArray().Select(Point).OfType<string>()] : [];

    private static string? Point(JsonElement point) =>
        point.ValueKind is JsonValueKind.Array && point.GetArrayLength() == 2
        && Number(point[0]) is { } x && Number(point[1]) is { } y
            ? string.Create(CultureInfo.InvariantCulture, $"{x} {y}")
            : null;

    private static double? Number(JsonElement shape, string name) =>
        shape.ValueKind is JsonValueKind.Object && shape.TryGetProperty(name, out var value) ? Number(value) : null;

    private static double? Number(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
}

/// <summary>A path of a drawn object.</summary>
/// <param name="Data">The data of an SVG path; of a point its place.</param>
/// <param name="IsClosed">Whether it has an inside.</param>
/// <param name="IsPoint">Whether it is a single point.</param>
internal sealed record LabelPath(string Data, bool IsClosed, bool IsPoint)
{
    /// <summary>Gets how it is turned; <see langword="null"/> if it is not.</summary>
    public string? Transform { get; init; }
}
