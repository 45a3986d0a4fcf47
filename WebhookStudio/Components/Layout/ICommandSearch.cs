namespace WebhookStudio.Components.Layout;

/// <summary>Finds where a person may want to go: pages, stages, tasks, projects.</summary>
public interface ICommandSearch
{
    /// <summary>The most entries of a group.</summary>
    const int MaxOfGroup = 6;

    /// <summary>Finds entries, grouped, best first.</summary>
    /// <param name="projectId">The project that the person is in, or <see langword="null"/>.</param>
    /// <param name="text">What was typed; without it the pages are listed.</param>
    /// <param name="manages">Whether what only managers see is offered.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    Task<IReadOnlyList<CommandEntry>> FindAsync(
        string? projectId, string text, bool manages, CancellationToken cancellationToken);
}

/// <summary>A place to go to.</summary>
/// <param name="Group">The heading it stands under, such as <c>Tasks</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Icon">An icon of the sprite.</param>
/// <param name="Url">Its address within this server.</param>
/// <param name="Detail">A few words that tell it from others of that name.</param>
public sealed record CommandEntry(string Group, string Title, string Icon, string Url, string? Detail = null)
{
    /// <summary>Gets whether the address is none of the product's own pages.</summary>
    public bool Outside { get; init; }
}
