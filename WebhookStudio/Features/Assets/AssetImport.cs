using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Assets;

/// <summary>Adds assets that a program lists. All of them are read before any is stored.</summary>
internal sealed class AssetImport(BatchService batches, AssetAddress addresses, ITaskFlow flow)
{
    /// <summary>The most assets of one request.</summary>
    public const int MaxAssets = 10_000;

    /// <summary>How many faulty assets a refusal names.</summary>
    private const int MaxProblems = 10;

    /// <summary>Adds assets, with a task each.</summary>
    /// <param name="project">The project.</param>
    /// <param name="body"><c>{"assets":[{"data","externalId","batches","metadata","dataset"}]}</c>.</param>
    /// <param name="common">The batches, by identifier or name, of the assets that name none themselves.</param>
    /// <param name="by">The email address of who adds.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>How many assets were added.</returns>
    /// <exception cref="DomainRuleException">An asset is wrong; the message names its index, and nothing is stored.</exception>
    public async Task<int> AddAsync(
        Id<Project> project, JsonFields body, IReadOnlyList<string> common, string by, CancellationToken cancellationToken)
    {
        var read = Read(project, body);
        var priority = AssetEntry.ReadPriority(body) ?? 0;
        var names = read.SelectMany(asset => asset.Batches ?? common).ToHashSet(StringComparer.Ordinal);
        var ids = names.Count > 0 ? await batches.ResolveAsync(project, names, cancellationToken) : null;
        var added = await flow.AddAsync(
            project,
            [.. read.Select(asset => asset.ToNew([.. (asset.Batches ?? common).Select(name => ids![name]).Distinct()], priority))],
            by,
            cancellationToken);

        return added.Count;
    }

    private List<AssetEntry> Read(Id<Project> project, JsonFields body)
    {
        body.Only("assets", "uploadLocal", "priority");

        var list = body.List("assets") ?? throw body.Refuse("assets is missing. Give a list of assets.");

        if (list.Count is 0 or > MaxAssets)
        {
            throw body.Refuse($"assets has {list.Count} entries; 1 to {MaxAssets} can be added at once.");
        }

        var read = new List<AssetEntry>(list.Count);
        var problems = new List<string>();

        for (var index = 0; index < list.Count && problems.Count < MaxProblems; index++)
        {
            try
            {
                read.Add(AssetEntry.Read(list[index], $"assets[{index}]", text => addresses.Read(project, text)));
            }
            catch (DomainRuleException refused)
            {
                problems.Add(refused.Message);
            }
        }

        return problems.Count == 0
            ? read
            : throw body.Refuse($"Nothing was added. {string.Join(" ", problems)}");
    }
}
