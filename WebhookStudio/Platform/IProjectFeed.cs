using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Platform;

/// <summary>Tells open screens that something in a project changed: tasks moved, deliveries ended, the workflow was saved.</summary>
/// <remarks>A burst of changes is one call: at once for the first, and then at most every 500 ms while they go on.</remarks>
public interface IProjectFeed
{
    /// <summary>Calls back after changes until the result is disposed. Callbacks of one subscription never overlap; they
    /// come on a background thread, so a component marshals with <c>InvokeAsync</c>.</summary>
    IDisposable Subscribe(Id<Project> project, Func<Task> changed);

    /// <summary>Says that something changed; call it after the commit.</summary>
    void Publish(Id<Project> project);
}
