using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>What is known about a receiver when a request for it comes in.</summary>
/// <param name="Receiver">The receiver.</param>
/// <param name="Project">Its project.</param>
/// <param name="Answer">What it answers.</param>
/// <param name="Secrets">The secrets of the stages that send to it.</param>
/// <param name="HiddenHeaders">The names of headers whose values are secrets of those stages.</param>
internal sealed record ReceiverTarget(
    Id<TestReceiver> Receiver,
    Id<Project> Project,
    ReceiverAnswer Answer,
    IReadOnlyList<string> Secrets,
    IReadOnlySet<string> HiddenHeaders);
