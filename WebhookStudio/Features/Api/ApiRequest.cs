using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Json;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Api;

/// <summary>Reads requests of the API. What cannot be read is refused with a message that names it.</summary>
internal static class ApiRequest
{
    private const int DefaultLimit = 10;

    /// <summary>Gets the email address of whose key it is.</summary>
    public static string CallerEmail(this HttpContext context) =>
        context.User.FindFirstValue(ClaimTypes.Email) ?? context.User.Identity?.Name ?? "";

    /// <summary>Reads the body as a JSON object, whatever its content type says.</summary>
    public static async Task<JsonFields> ReadBodyAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);

            return new(PlainJson.WellFormed(document.RootElement).Clone());
        }
        catch (JsonException exception)
        {
            throw ApiException.BadRequest($"The body is not JSON{Place(exception)}: {Reason(exception)}");
        }
    }

    /// <summary>Reads <c>page</c> and <c>limit</c>.</summary>
    public static PageRequest Page(this HttpRequest request) => new(
        request.WholeNumber("page", 1, 1_000_000) ?? 1,
        request.WholeNumber("limit", 1, PageRequest.MaxSize) ?? DefaultLimit);

    public static Id<T> ParseId<T>(string? text, string what) =>
        Id<T>.TryParse(text, null, out var id) ? id : throw ApiException.Invalid(what, text);

    public static StageId ParseStage(string? text) =>
        StageId.TryParse(text, null, out var id) ? id : throw ApiException.Invalid("stage", text);

    /// <summary>Gets a query value; <see langword="null"/> if it is missing or empty.</summary>
    public static string? Value(this HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>Reads a truth value in any case, as Python writes <c>False</c>.</summary>
    public static bool? Flag(this HttpRequest request, string name) => request.Value(name)?.ToUpperInvariant() switch
    {
        null => null,
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => throw ApiException.BadRequest($"{name} must be true or false."),
    };

    /// <summary>Reads a JSON list of texts, such as <c>["a","b"]</c>; a single text needs no brackets.</summary>
    public static IReadOnlyList<string>? Texts(this HttpRequest request, string name)
    {
        if (request.Value(name) is not { } text)
        {
            return null;
        }

        if (!text.TrimStart().StartsWith('['))
        {
            return [text];
        }

        using var list = ParseQuery(text, name);

        return [.. PlainJson.WellFormed(list.RootElement).EnumerateArray().Select(entry => entry.ValueKind is JsonValueKind.String
            ? entry.GetString()!
            : throw ApiException.BadRequest($"{name} must be a JSON list of texts, such as [\"a\",\"b\"]."))];
    }

    /// <summary>Reads a JSON object.</summary>
    public static JsonFields? Object(this HttpRequest request, string name)
    {
        if (request.Value(name) is not { } text)
        {
            return null;
        }

        using var document = ParseQuery(text, name);

        return new(PlainJson.WellFormed(document.RootElement).Clone(), name);
    }

    private static int? WholeNumber(this HttpRequest request, string name, int least, int most)
    {
        if (request.Value(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw ApiException.BadRequest($"{name} must be a whole number from {least} to {most}.");
    }

    private static JsonDocument ParseQuery(string text, string name)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException exception)
        {
            throw ApiException.BadRequest($"{name} is not JSON{Place(exception)}: {Reason(exception)}");
        }
    }

    private static string Place(JsonException exception) => exception is { LineNumber: { } line, BytePositionInLine: { } at }
        ? $" (line {line + 1}, position {at + 1})"
        : "";

    /// <summary>Gets the first sentence of the reader; the rest repeats the place.</summary>
    private static string Reason(JsonException exception) =>
        exception.Message.Split(" LineNumber:", StringSplitOptions.None)[0];
}
