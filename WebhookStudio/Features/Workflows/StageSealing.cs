using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>What reading a stage needs to know beside the stage: how secrets are sealed, and what time it is.</summary>
internal sealed class StageSealing(ISecretProtector protector, TimeProvider clock)
{
    public ISecretProtector Protector => protector;

    public DateTimeOffset Now => clock.GetUtcNow();
}
