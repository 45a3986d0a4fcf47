using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Tries Webhook stages out, through the same sender and the same address policy as everything else.</summary>
public interface IWebhookTests
{
    /// <summary>Sends a test, and waits for the answer. No task moves, and nothing is counted; the log shows it as a test.</summary>
    /// <returns>The attempt as it is in the log.</returns>
    /// <exception cref="DomainRuleException">The project has no such task, the stage is not a Webhook stage, or a stored secret
    /// would go to a host that it was not stored for and that nobody has confirmed.</exception>
    Task<DeliveryAttempt> SendAsync(WebhookTest test, CancellationToken cancellationToken);
}

/// <summary>Asks for a test.</summary>
/// <param name="Project">The project.</param>
/// <param name="Stage">The stage with its settings as they are meant, saved or not.</param>
/// <param name="By">The email address of who asks.</param>
public sealed record WebhookTest(Id<Project> Project, Stage Stage, string By)
{
    /// <summary>What the log calls the task that exists for tests alone.</summary>
    public const string SampleName = "Sample task";

    /// <summary>Gets the live settings that those of <see cref="Stage"/> began from: what is secret in them was not entered for
    /// this test. They may be older than what is live by now; <see langword="null"/> for a stage that was never live.</summary>
    public WebhookStageSettings? Known { get; init; }

    /// <summary>Gets the task that is sent; the newest of the project if it is not said, or a sample if there is none.</summary>
    public Id<LabelTask>? Task { get; init; }

    /// <summary>Gets whether the sample is sent, whatever tasks there are.</summary>
    public bool IsSample { get; init; }
}
