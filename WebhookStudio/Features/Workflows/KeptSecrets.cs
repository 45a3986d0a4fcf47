using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows;

/// <summary>Compares what is secret in two workflows.</summary>
internal static class KeptSecrets
{
    /// <summary>Whether every stored value of one workflow is still there in the next, for the same place.</summary>
    /// <remarks>Where it is not, the steps of an edit hold values that are stored no longer, and nobody could say any more
    /// which place they were given for.</remarks>
    public static bool AreAllIn(Workflow before, Workflow after) => before.Stages.All(stage =>
        stage.Settings is not WebhookStageSettings old
        || (after.Find(stage.Id)?.Settings is WebhookStageSettings now
            && (Of(old).Count == 0 || HostChange.Between(old.Url, now.Url) is null)
            && Of(old).IsSubsetOf(Of(now))));

    private static HashSet<SealedText> Of(WebhookStageSettings settings) =>
        new SealedText?[] { settings.Secret, settings.Rotation?.Next, settings.Token }
            .Concat(settings.Headers.Select(header => header.Value))
            .OfType<SealedText>()
            .ToHashSet();
}
