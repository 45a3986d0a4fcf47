using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Features.Projects;

/// <summary>Remembers what people have seen, hidden and put aside in projects.</summary>
public interface IProjectVisitors
{
    /// <summary>Gets what is remembered of a person; of somebody new, that nothing is hidden or seen.</summary>
    Task<ProjectVisitor> GetAsync(Id<Project> project, string email, CancellationToken cancellationToken);

    /// <summary>Changes what is remembered. Of two changes at once the later is repeated on top of the earlier.</summary>
    Task ChangeAsync(Id<Project> project, string email, Action<ProjectVisitor> change, CancellationToken cancellationToken);
}
