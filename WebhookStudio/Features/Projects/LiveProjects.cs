using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Projects;

/// <summary>Keeps projects in memory as long as nobody changes them: the way of every webhook asks for one.</summary>
/// <remarks>Each time the row's stamp is read and compared, so that a saved workflow counts from the next request on,
/// whoever saved it. The instances are shared: never change one, never attach one to a context.</remarks>
internal sealed class LiveProjects(IDbContextFactory<StudioDbContext> contexts, SqlSessions sessions)
{
    private const string ReadStamp = "SELECT WorkflowVersion, UpdatedAt FROM projects WHERE Id = $1";

    private readonly ConcurrentDictionary<Id<Project>, Entry> _known = new();

    /// <summary>Gets a project as it is in the database at this moment. Who has the turn to write knows that it stays so.</summary>
    /// <exception cref="DomainRuleException">There is no such project.</exception>
    public Project Get(Id<Project> id) => TryGet(id)
        ?? throw new DomainRuleException("project.unknown", $"Invalid project: {id}.");

    /// <summary>Gets a project as it is in the database at this moment, or <see langword="null"/> if there is none.</summary>
    public Project? TryGet(Id<Project> id) => sessions.Read(session => Find(session, id));

    /// <summary>Gets a project as it is in the database at this moment.</summary>
    /// <param name="session">Whose transaction, if it has one, the answer belongs to.</param>
    /// <param name="id">The project.</param>
    /// <returns><see langword="null"/> if there is no such project.</returns>
    public Project? Find(SqlSession session, Id<Project> id)
    {
        var stamps = session.Read(ReadStamp, row => new Stamp(row.GetInt32(0), row.GetInt64(1)), id.Value);

        if (stamps is not [var stamp])
        {
            _known.TryRemove(id, out _);
            return null;
        }

        if (_known.TryGetValue(id, out var known) && known.Stamp == stamp)
        {
            return known.Project;
        }

        var project = Load(id);
        _known[id] = new(stamp, project);

        return project;
    }

    private Project Load(Id<Project> id)
    {
        using var db = contexts.CreateDbContext();

        return db.Projects.AsNoTracking().Single(project => project.Id == id);
    }

    private readonly record struct Stamp(int WorkflowVersion, long UpdatedAt);

    private sealed record Entry(Stamp Stamp, Project Project);
}
