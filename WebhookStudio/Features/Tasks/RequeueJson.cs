using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Api;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks;

/// <summary>Reads what a requeue moves and takes away.</summary>
internal static class RequeueJson
{
    /// <summary>The longest list of a filter.</summary>
    private const int MaxEntries = 10_000;

    /// <summary>Reads <c>filters</c>. A filter that is not known, or names nothing, is refused: it would move every task.</summary>
    public static RequeueFilter ReadFilter(JsonFields body)
    {
        if (body.Object("filters") is not { } filters)
        {
            return new();
        }

        filters.Only("taskIds", "externalIds", "assetIds", "batches", "fromStageIds");

        return new()
        {
            Tasks = Texts(filters, "taskIds")?.Select(text => ApiRequest.ParseId<LabelTask>(text, "task")).ToList(),
            Assets = Texts(filters, "assetIds")?.Select(text => ApiRequest.ParseId<Asset>(text, "asset")).ToList(),
            ExternalIds = Texts(filters, "externalIds"),
            FromStages = Texts(filters, "fromStageIds")?.Select(ApiRequest.ParseStage).ToList(),
            Batches = Texts(filters, "batches"),
        };
    }

    /// <summary>Reads <c>options</c>, in the names of today and in the older ones.</summary>
    public static RequeueOptions ReadOptions(JsonFields body)
    {
        if (body.Object("options") is not { } options)
        {
            return new();
        }

        options.Only("removeAnnotations", "removeAssignee", "removeStageHistory", "resetAnswer", "unassign");

        return new(
            options.Flag("removeAnnotations") ?? options.Flag("resetAnswer") ?? false,
            options.Flag("removeAssignee") ?? options.Flag("unassign") ?? false,
            options.Flag("removeStageHistory") ?? false);
    }

    private static List<string>? Texts(JsonFields filters, string name) => filters.Texts(name) switch
    {
        null => null,
        { IsEmpty: true } => throw filters.Refuse($"{name} is an empty list. Name something, or leave it out to mean all."),
        { Length: > MaxEntries } => throw filters.Refuse($"{name} has more than {MaxEntries} entries. Split the request."),
        { } texts => [.. texts],
    };
}
