using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Assets;

/// <summary>Keeps the batches of a project.</summary>
internal sealed class BatchService(
    IDbContextFactory<StudioDbContext> contexts, IProjectFeed feed, TimeProvider clock)
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Replaces the list of batches: entries with an identifier are renamed, those without are made, and batches
    /// that are not in the list are deleted; their assets stay.</summary>
    /// <exception cref="DomainRuleException">A name is empty, too long or twice, or an identifier is not one of the
    /// project's.</exception>
    public async Task ReplaceAsync(
        Id<Project> project, IReadOnlyList<BatchEntry> entries, CancellationToken cancellationToken)
    {
        ThrowIfNamedTwice(entries);

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var batches = await db.Batches.Where(b => b.ProjectId == project).ToListAsync(cancellationToken);
        var gone = batches.Where(b => entries.All(entry => entry.Id != b.Id)).ToList();

        await DeleteAsync(db, gone, cancellationToken);
        await RenameAsync(db, [.. batches.Except(gone)], entries, cancellationToken);
        db.AddRange(entries.Where(entry => entry.Id is null).Select(entry => New(project, entry.Name)));
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(project);
    }

    /// <summary>Finds batches by identifier or name, and makes those whose name is new.</summary>
    /// <returns>The batch of each text.</returns>
    /// <exception cref="DomainRuleException">A name is empty or too long, or an identifier is not one of the project's.</exception>
    public async Task<IReadOnlyDictionary<string, Id<Batch>>> ResolveAsync(
        Id<Project> project, IReadOnlyCollection<string> texts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var batches = await db.Batches.Where(b => b.ProjectId == project).ToListAsync(cancellationToken);
        var found = new Dictionary<string, Id<Batch>>(StringComparer.Ordinal);

        foreach (var text in texts.Distinct(StringComparer.Ordinal))
        {
            if (batches.Find(text) is not { } batch)
            {
                batch = New(project, NewName(text));
                batches.Add(batch);
                db.Add(batch);
            }

            found.Add(text, batch.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return found;
    }

    /// <summary>Finds batches by identifier or name; a text that is neither is refused.</summary>
    public async Task<IReadOnlyList<Id<Batch>>> FindAsync(
        Id<Project> project, IReadOnlyCollection<string> texts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var batches = await db.Batches.AsNoTracking().Where(b => b.ProjectId == project)
            .ToListAsync(cancellationToken);

        return batches.FindAll(texts);
    }

    private static string NewName(string text) => Id<Batch>.IsValid(text)
        ? throw new DomainRuleException("batch.unknown", $"Invalid batch: {text}. The project has no batch with that id.")
        : Checked(text);

    private static string Checked(string name) => name.Trim() is { Length: > 0 and <= NameMaxLength } trimmed
        ? trimmed
        : throw new DomainRuleException("batch.name", $"A batch needs a name of 1 to {NameMaxLength} characters.");

    private static void ThrowIfNamedTwice(IReadOnlyList<BatchEntry> entries)
    {
        if (entries.GroupBy(entry => Checked(entry.Name)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new DomainRuleException("batch.name", $"Two batches are named '{twice.Key}'. Rename one.");
        }

        if (entries.GroupBy(entry => entry.Id).FirstOrDefault(group => group.Key is not null && group.Count() > 1) is { } same)
        {
            throw new DomainRuleException("batch.twice", $"The batch {same.Key} is in the list twice. Leave one out.");
        }
    }

    private static async Task DeleteAsync(StudioDbContext db, List<Batch> gone, CancellationToken cancellationToken)
    {
        var ids = gone.ConvertAll(batch => batch.Id);
        await db.AssetBatches.Where(link => ids.Contains(link.BatchId)).ExecuteDeleteAsync(cancellationToken);
        db.RemoveRange(gone);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task RenameAsync(
        StudioDbContext db, List<Batch> kept, IReadOnlyList<BatchEntry> entries, CancellationToken cancellationToken)
    {
        var renamed = new List<(Batch Batch, string Name)>();

        foreach (var entry in entries.Where(entry => entry.Id is not null))
        {
            var batch = kept.Find(candidate => candidate.Id == entry.Id)
                ?? throw new DomainRuleException(
                    "batch.unknown", $"Invalid batch: {entry.Id}. Leave _id out to make a new batch.");

            if (batch.Name != Checked(entry.Name))
            {
                renamed.Add((batch, Checked(entry.Name)));
            }
        }

        // Names are unique at every moment: two batches that swap theirs go by way of their identifiers.
        renamed.ForEach(change => change.Batch.Name = change.Batch.Id.Value);
        await db.SaveChangesAsync(cancellationToken);
        renamed.ForEach(change => change.Batch.Name = change.Name);
        await db.SaveChangesAsync(cancellationToken);
    }

    private Batch New(Id<Project> project, string name) =>
        new() { Id = Id<Batch>.New(clock.GetUtcNow()), ProjectId = project, Name = Checked(name) };
}

/// <summary>An entry of the list of batches; without an identifier it is a new batch.</summary>
internal sealed record BatchEntry(Id<Batch>? Id, string Name);
