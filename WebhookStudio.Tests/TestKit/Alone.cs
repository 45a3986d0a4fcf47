namespace WebhookStudio.Tests.TestKit;

/// <summary>Tests that look at, or change, what the whole process shares: they run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = nameof(Alone);
}
