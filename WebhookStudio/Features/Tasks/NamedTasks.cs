using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>The tasks that a pasted list names.</summary>
/// <param name="Tasks">The tasks found.</param>
/// <param name="Missing">The names that no task has, as they were written.</param>
public sealed record NamedTasks(IReadOnlyList<Id<LabelTask>> Tasks, IReadOnlyList<string> Missing)
{
    private static readonly char[] Ends = ['\n', '\r', ',', ';', '\t'];

    /// <summary>Whether a text is a list of names, and not one.</summary>
    public static bool IsList(string? text) => text is not null && Words(text).Skip(1).Any();

    /// <summary>Finds the tasks of a list: external IDs, task IDs and asset IDs, exactly as they are written, apart from each other
    /// by new lines, commas, semicolons or spaces. What has spaces and is the whole of a line's external ID is one name.</summary>
    internal static async Task<NamedTasks> FindAsync(
        StudioDbContext db, Id<Project> project, string list, CancellationToken cancellationToken)
    {
        var lines = list.Split(Ends, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var names = lines.Concat(lines.SelectMany(Words)).Distinct().ToList();
        var tasks = names.Where(Id<LabelTask>.IsValid).Select(name => new Id<LabelTask>(name)).ToList();
        var assets = tasks.ConvertAll(task => new Id<Asset>(task.Value));
        var here = db.Tasks.AsNoTracking().Where(t => t.ProjectId == project);
        var found = await here.Where(t => EF.Parameter(names).Contains(t.ExternalId))
            .Select(t => new Found(t.Id, t.ExternalId)).ToListAsync(cancellationToken);

        if (tasks.Count > 0)
        {
            found.AddRange(await here.Where(t => EF.Parameter(tasks).Contains(t.Id))
                .Select(t => new Found(t.Id, t.Id.Value)).ToListAsync(cancellationToken));
            found.AddRange(await here.Where(t => EF.Parameter(assets).Contains(t.AssetId))
                .Select(t => new Found(t.Id, t.AssetId.Value)).ToListAsync(cancellationToken));
        }

        return Of(lines, found.ToLookup(each => each.Name, each => each.Task, StringComparer.Ordinal));
    }

    private static NamedTasks Of(string[] lines, ILookup<string, Id<LabelTask>> known)
    {
        var wanted = lines.SelectMany(line => IsKnown(line) ? [line] : Words(line)).Distinct().ToList();

        return new(
            [.. wanted.SelectMany(Find).Distinct()],
            [.. wanted.Where(name => !IsKnown(name))]);

        bool IsKnown(string name) => Find(name).Any();

        // Identifiers are the same in either case.
        IEnumerable<Id<LabelTask>> Find(string name) =>
            Id<LabelTask>.IsValid(name) ? known[name].Concat(known[name.ToLowerInvariant()]) : known[name];
    }

    private static string[] Words(string text) =>
        text.Split([' ', .. Ends], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private sealed record Found(Id<LabelTask> Task, string Name);
}
