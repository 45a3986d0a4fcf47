using WebhookStudio.Domain;

namespace WebhookStudio.Features.Tasks;

/// <summary>What the tasks page has read: it keeps still what somebody is reading, and takes in what changes.</summary>
public sealed class TaskListView(ITaskList tasks)
{
    private TaskListPlace? _read;

    /// <summary>Gets the rail; <see langword="null"/> until something was read.</summary>
    public TaskRail? Rail { get; private set; }

    public TaskSlice Page { get; private set; } = TaskSlice.Empty;

    public FailingTasks Failing { get; private set; } = FailingTasks.None;

    /// <summary>Gets why the filter cannot be applied, or <see langword="null"/>.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Gets what a pasted list found; <see langword="null"/> if the search is none.</summary>
    public NamedTasks? Named { get; private set; }

    /// <summary>Gets how many tasks would be in this page if it were read anew, and are not shown.</summary>
    public int Newer { get; private set; }

    /// <summary>Gets what is shown, as a question to the database.</summary>
    public TaskQuery Query { get; private set; } = new(default(Id<Domain.Projects.Project>));

    /// <summary>Reads everything anew.</summary>
    /// <param name="place">The address.</param>
    /// <param name="isCurrent">Whether the address is still the same: it may change while the database answers, and the later
    /// load shows its own.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns><see langword="false"/> if there is no such project.</returns>
    public async Task<bool> LoadAsync(TaskListPlace place, Func<bool> isCurrent, CancellationToken cancellationToken)
    {
        if (await tasks.RailAsync(place.Project, place.Me, cancellationToken) is not { } rail)
        {
            return false;
        }

        try
        {
            var (query, named) = await QueryAsync(place, cancellationToken);
            var page = await tasks.ListAsync(query with { KnownTotal = KnownTotal(rail, query) }, cancellationToken);
            var failing = await tasks.FailingAsync(query, cancellationToken);

            if (isCurrent())
            {
                (Rail, Query, Named, Page, Failing, Refusal, Newer, _read) = (rail, query, named, page, failing, null, 0, place);
            }
        }
        catch (DomainRuleException refusal)
        {
            (Rail, Page, Failing, Named, Refusal, Newer, _read) =
                (rail, TaskSlice.Empty, FailingTasks.None, null, refusal.Message, 0, place);
        }

        return true;
    }

    /// <summary>Takes in what has changed without moving a row: those shown stay in their order and show how they stand now.</summary>
    public async Task FollowAsync(TaskListPlace place, CancellationToken cancellationToken)
    {
        if (_read is null || Refusal is not null || await tasks.RailAsync(place.Project, place.Me, cancellationToken) is not { } rail)
        {
            return;
        }

        var query = Query;
        var shown = Page.Items.Select(row => row.Id).ToList();
        var fresh = await tasks.ListAsync(query with { KnownTotal = KnownTotal(rail, query) }, cancellationToken);
        var failing = await tasks.FailingAsync(query, cancellationToken);
        var rows = await tasks.RowsAsync(place.Project, shown, cancellationToken);

        if (query == Query)
        {
            (Rail, Failing) = (rail, failing);
            Page = Page with { Items = rows, Total = fresh.Total, HasMore = fresh.HasMore };
            Newer = fresh.Items.Select(row => row.Id).Except(shown).Count();
        }
    }

    // A stage that the workflow has no more is not in the rail: its tasks have to be counted.
    private static int? KnownTotal(TaskRail rail, TaskQuery query) =>
        rail.Stages.Sum(stage => stage.Count.Here) == rail.All ? rail.Count(query) : null;

    private async Task<(TaskQuery Query, NamedTasks? Named)> QueryAsync(
        TaskListPlace place, CancellationToken cancellationToken)
    {
        if (place.Search is { Length: > TaskListPlace.LongestSearch })
        {
            throw new DomainRuleException(
                "tasks.search", "This list is too long for one search. Paste some two thousand identifiers at a time.");
        }

        if (!NamedTasks.IsList(place.Search))
        {
            return (place.Query, null);
        }

        var named = await tasks.FindAsync(place.Project, place.Search!, cancellationToken);

        // Words of which none is a name are a part of one: "croissant 5" finds "croissant 5.png".
        return named.Tasks.Count == 0 && !place.Search!.AsSpan().ContainsAny(",;\n\t")
            ? (place.Query, null)
            : (place.Query with { Search = null, Among = named.Tasks }, named);
    }
}
