using System.Text.Json;
using WebhookStudio.Domain.Schema;

namespace WebhookStudio.Features.Tasks;

/// <summary>Checks the geometry of a drawn object.</summary>
internal static class AnswerGeometry
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>Gets the geometry from the member that is named like the tool's kind.</summary>
    public static JsonElement Read(JsonElement item, LabelTool tool, string place)
    {
        var other = ToolKinds.Shapes.FirstOrDefault(kind => kind != tool.Tool && item.Member(kind) is not null);

        if (other is not null)
        {
            throw AnswerRefusal.Of(
                "kind", place, $"it is a {other}, but '{tool.Title}' is drawn as {tool.Tool}.");
        }

        if (item.Member(tool.Tool) is not { } geometry)
        {
            // The pixels of a brush are in brushDataUrl.
            return tool.Tool is "brush"
                ? Nothing
                : throw AnswerRefusal.Of("geometry", place, $"it needs its shape in '{tool.Tool}'.");
        }

        return tool.Tool switch
        {
            ToolKinds.BoundingBox => Box(geometry, $"{place}.{tool.Tool}"),
            _ => Checked(geometry, tool.Tool, $"{place}.{tool.Tool}"),
        };
    }

    private static JsonElement Box(JsonElement geometry, string place)
    {
        RequireType(geometry, JsonValueKind.Object, place);

        var (x, width) = Side(Number(geometry, "x", place), Number(geometry, "width", place));
        var (y, height) = Side(Number(geometry, "y", place), Number(geometry, "height", place));

        if (width <= 0 || height <= 0)
        {
            throw AnswerRefusal.Of("geometry", place, "a box needs a width and a height other than zero.");
        }

        // The members are in the order in which receivers of the dialect see them.
        return JsonSerializer.SerializeToElement(
            new Dictionary<string, double> { ["x"] = x, ["y"] = y, ["height"] = height, ["width"] = width });
    }

    private static (double Start, double Length) Side(double start, double length) =>
        length < 0 ? (start + length, -length) : (start, length);

    private static JsonElement Checked(JsonElement geometry, string kind, string place)
    {
        switch (kind)
        {
            case "rotated-bounding-box":
                RequireType(geometry, JsonValueKind.Object, place);
                _ = Number(geometry, "x", place);
                _ = Number(geometry, "y", place);
                _ = Number(geometry, "width", place);
                _ = Number(geometry, "height", place);
                break;
            case "polygon" or "polyline":
                RequirePoints(geometry, kind is "polygon" ? 3 : 2, place);
                break;
            case "point":
                RequirePoint(geometry, place);
                break;
            case "segmentation":
                RequireType(geometry, JsonValueKind.Object, place);
                RequireType(geometry.Member("zones") ?? default, JsonValueKind.Array, $"{place}.zones");
                break;
            case "ner":
                RequireType(geometry, JsonValueKind.Object, place);
                _ = Number(geometry, "start", place);
                _ = Number(geometry, "end", place);
                break;
            case "pdf":
                RequireType(geometry, JsonValueKind.Object, place);
                break;
        }

        return geometry.Clone();
    }

    private static void RequirePoints(JsonElement geometry, int least, string place)
    {
        RequireType(geometry, JsonValueKind.Array, place);

        if (geometry.GetArrayLength() < least)
        {
            throw AnswerRefusal.Of("geometry", place, $"it needs at least {least} points.");
        }

        var index = 0;

        foreach (var point in geometry.EnumerateArray())
        {
            RequirePoint(point, $"{place}[{index++}]");
        }
    }

    private static void RequirePoint(JsonElement point, string place)
    {
        if (point.ValueKind is not JsonValueKind.Array || point.GetArrayLength() != 2
            || !point.EnumerateArray().All(IsFinite))
        {
            throw AnswerRefusal.Of("geometry", place, "a point is a list of two numbers, [x, y].");
        }
    }

    private static void RequireType(JsonElement element, JsonValueKind kind, string place)
    {
        if (element.ValueKind != kind)
        {
            throw AnswerRefusal.Of(
                "geometry", place, kind is JsonValueKind.Array ? "it must be a list." : "it must be a JSON object.");
        }
    }

    private static double Number(JsonElement geometry, string name, string place) =>
        geometry.Member(name) is { } value && IsFinite(value)
            ? value.GetDouble()
            : throw AnswerRefusal.Of("geometry", place, $"'{name}' must be a finite number.");

    private static bool IsFinite(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number);
}
