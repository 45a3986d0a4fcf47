using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>Sets up the test receivers of projects.</summary>
public interface ITestReceivers
{
    /// <summary>Gets a project's receiver, and makes it the first time.</summary>
    /// <returns><see langword="null"/> if there is no such project.</returns>
    Task<ReceiverSetup?> OpenAsync(Id<Project> project, CancellationToken cancellationToken);

    /// <summary>Finds the project whose receiver has a token.</summary>
    Task<Id<Project>?> FindProjectAsync(string token, CancellationToken cancellationToken);

    /// <summary>Says what the receiver answers from now on.</summary>
    /// <exception cref="DomainRuleException">The project has no receiver.</exception>
    Task AnswerWithAsync(Id<Project> project, ReceiverAnswer answer, CancellationToken cancellationToken);

    /// <summary>Forgets what the receiver got.</summary>
    /// <returns>How many requests are gone.</returns>
    Task<int> ClearAsync(Id<Project> project, CancellationToken cancellationToken);
}

/// <summary>A receiver as its page shows it.</summary>
/// <param name="Url">The full address.</param>
/// <param name="Answer">What it answers.</param>
/// <param name="UsedBy">The names of the Webhook stages that send to it, in the order of the workflow.</param>
/// <param name="HasWebhookStage">Whether the project has any Webhook stage.</param>
/// <param name="CalledAt">Host and port under which a stage calls the receiver, if they are not those of the address: the
/// server may have moved since.</param>
public sealed record ReceiverSetup(
    string Url, ReceiverAnswer Answer, IReadOnlyList<string> UsedBy, bool HasWebhookStage, string? CalledAt = null);
