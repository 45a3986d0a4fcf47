using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Assets;

/// <summary>An asset as a program lists it.</summary>
/// <param name="Data">The address of its content, checked.</param>
/// <param name="ExternalId">The user's own name; the end of the address if none was given.</param>
/// <param name="Metadata">An object; empty if none was given.</param>
/// <param name="Batches">Identifiers or names; <see langword="null"/> if the asset names none itself.</param>
/// <param name="Dataset">The pages of an asset of several images.</param>
/// <param name="Priority">How early its task is handed out; <see langword="null"/> if it says nothing.</param>
internal sealed record AssetEntry(
    string Data, string ExternalId, JsonElement Metadata, IReadOnlyList<string>? Batches, IReadOnlyList<string> Dataset,
    int? Priority)
{
    private const int MaxExternalId = 1000;
    private const int MaxPages = 1000;

    private static readonly string[] NotSupported = ["contextData", "attachments", "storage", "preLabels"];

    private static readonly JsonElement NoMetadata = JsonElement.Parse("{}");

    /// <summary>Reads an asset.</summary>
    /// <param name="element">What should be an object.</param>
    /// <param name="place">Where it stands, such as <c>assets[3]</c> or <c>Line 3</c>.</param>
    /// <param name="address">Checks an address.</param>
    /// <exception cref="DomainRuleException">The message names the place.</exception>
    public static AssetEntry Read(JsonElement element, string place, Func<string, string> address)
    {
        var fields = new JsonFields(element, place);
        fields.Only(["data", "externalId", "batches", "metadata", "dataset", "priority", .. NotSupported]);
        RefuseNotSupported(fields);

        var pages = fields.Texts("dataset") ?? [];

        if (pages.Length > MaxPages)
        {
            throw fields.Refuse($"dataset has {pages.Length} pages; an asset has at most {MaxPages}.");
        }

        var dataset = pages.Select(page => Address(page, "dataset")).ToList();
        var data = fields.Text("data") is null && dataset.Count > 0 ? dataset[0] : Address(fields.RequiredText("data"), "data");

        return new(data, ReadExternalId(fields, data), ReadMetadata(fields), fields.Texts("batches"), dataset, ReadPriority(fields));

        string Address(string text, string name)
        {
            try
            {
                return address(text);
            }
            catch (FormatException refused)
            {
                throw fields.Refuse($"{name} {refused.Message}");
            }
        }
    }

    public static int? ReadPriority(JsonFields fields) =>
        fields.WholeNumber("priority", TaskPriority.Least, TaskPriority.Most);

    /// <param name="batches">Those it goes into.</param>
    /// <param name="usual">The priority of those that say nothing.</param>
    public NewAsset ToNew(IReadOnlyList<Id<Batch>> batches, int usual) =>
        new(Data, ExternalId, Metadata, batches, Dataset) { Priority = Priority ?? usual };

    private static void RefuseNotSupported(JsonFields fields)
    {
        foreach (var name in NotSupported)
        {
            if (fields.Find(name) is { } value && value.GetRawText() is not ("\"\"" or "[]" or "{}"))
            {
                throw fields.Refuse($"{name} is not supported in this version; leave it out.");
            }
        }
    }

    private static JsonElement ReadMetadata(JsonFields fields) => fields.Find("metadata") switch
    {
        null => NoMetadata,
        { ValueKind: JsonValueKind.Object } metadata => metadata,
        _ => throw fields.Refuse("metadata must be a JSON object."),
    };

    private static string ReadExternalId(JsonFields fields, string data)
    {
        var given = fields.Text("externalId")?.Trim() is { Length: > 0 } text ? text : LastSegment(data);

        return given.Length <= MaxExternalId
            ? given
            : throw fields.Refuse($"externalId is longer than {MaxExternalId} characters.");
    }

    private static string LastSegment(string data)
    {
        var path = data.Split('?', '#')[0].TrimEnd('/');

        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
