using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Assets;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Makes tasks of lists of assets, in the background.</summary>
public interface IListImports
{
    /// <summary>The most rows of a list.</summary>
    const int MaxRows = 100_000;

    /// <summary>The longest list, in bytes.</summary>
    const long MaxBytes = 50 * 1024 * 1024;

    /// <summary>Reads a list and says what would become of each row. Nothing is stored.</summary>
    /// <exception cref="DomainRuleException">It is no list of assets; the message names the line and says what to do.</exception>
    Task<CheckedList> CheckAsync(Id<Project> project, Stream content, CancellationToken cancellationToken);

    /// <summary>Has the good rows of a list added in the background.</summary>
    /// <exception cref="DomainRuleException">The batch or the priority is not one, or nothing is left to add.</exception>
    Task<Id<ListImport>> StartAsync(
        Id<Project> project, CheckedList list, ListImportChoice choice, CancellationToken cancellationToken);

    /// <summary>Says how far an import is; <see langword="null"/> if the project has no such one.</summary>
    Task<ListImport?> FindAsync(Id<Project> project, Id<ListImport> import, CancellationToken cancellationToken);

    /// <summary>Ends an import that is not over. What was added stays.</summary>
    /// <returns>Whether the project has such an import.</returns>
    Task<bool> CancelAsync(Id<Project> project, Id<ListImport> import, CancellationToken cancellationToken);
}

/// <summary>What a person says of a list beside the list.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="By">The email address of the person.</param>
public sealed record ListImportChoice(string Name, string By)
{
    /// <summary>Gets the name of the batch of those rows that name none; none if it is empty.</summary>
    public string Batch { get; init; } = "";

    /// <summary>Gets the priority of those rows that say none.</summary>
    public int Priority { get; init; }

    /// <summary>Gets whether rows are left out whose external ID a task of the project has, or a row before.</summary>
    public bool SkipsKnown { get; init; }
}

/// <summary>A list whose rows have been looked at.</summary>
/// <param name="Rows">All rows, in their order.</param>
public sealed record CheckedList(IReadOnlyList<CheckedRow> Rows)
{
    public IEnumerable<CheckedRow> Refused => Rows.Where(row => row.Problem is not null);

    public int RefusedCount { get; } = Rows.Count(row => row.Problem is not null);

    /// <summary>Gets how many good rows have an external ID that is there already.</summary>
    public int KnownCount { get; } = Rows.Count(row => row is { Problem: null, IsKnown: true });

    public int GoodCount => Rows.Count - RefusedCount;
}

/// <summary>A row of a list, and what is wrong with it.</summary>
/// <param name="Line">The line that it begins in; the first is 1.</param>
/// <param name="ExternalId">The external ID that its task gets; empty if it cannot be read.</param>
/// <param name="Data">The address; empty if it cannot be read.</param>
/// <param name="Problem">What is wrong and what to do; <see langword="null"/> if the row is good.</param>
public sealed record CheckedRow(int Line, string ExternalId, string Data, string? Problem)
{
    /// <summary>Gets whether a task of the project, or a row before, has the external ID already. That is allowed.</summary>
    public bool IsKnown { get; init; }

    internal AssetEntry? Entry { get; init; }

    internal JsonElement Content { get; init; }
}
