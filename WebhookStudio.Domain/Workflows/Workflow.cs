using System.Collections.Immutable;

namespace WebhookStudio.Domain.Workflows;

/// <summary>The stages that tasks pass through, and the connectors between them. Never changes; edits make a new one.</summary>
public sealed record Workflow
{
    /// <summary>Gets the workflow of a new project in the dialect: Start, Label, Complete.</summary>
    public static Workflow Default { get; } = new()
    {
        Stages =
        [
            new Stage
            {
                Id = StageId.Start, Name = "Start", Position = new(64, 160), Next = [StageId.Label],
                Settings = new StartStageSettings(),
            },
            new Stage
            {
                Id = StageId.Label, Name = "Label", Position = new(352, 160), Next = [StageId.Complete],
                Settings = new LabelStageSettings(),
            },
            new Stage
            {
                Id = StageId.Complete, Name = "Complete", Position = new(640, 160), Settings = new CompleteStageSettings(),
            },
        ],
    };

    /// <summary>Gets the stages, in the order in which they are listed.</summary>
    public ImmutableArray<Stage> Stages { get; init; } = [];

    /// <summary>Gets where new tasks begin.</summary>
    /// <exception cref="DomainRuleException">The workflow has no Start stage.</exception>
    public Stage Start => Stages.FirstOrDefault(stage => stage.Kind is StageKind.Start)
        ?? throw new DomainRuleException("workflow.no_start", "The workflow has no Start stage. Add one and save.");

    /// <summary>Makes the workflow Start, Label, Webhook, Complete.</summary>
    public static Workflow WithWebhook(WebhookStageSettings settings)
    {
        var webhook = StageId.New();

        return new()
        {
            Stages =
            [
                Default.Stages[0],
                Default.Stages[1] with { Next = [webhook] },
                new Stage
                {
                    Id = webhook, Name = "Webhook", Position = new(640, 160), Next = [StageId.Complete],
                    Settings = settings,
                },
                Default.Stages[2] with { Position = new(928, 160) },
            ],
        };
    }

    public Stage? Find(StageId id) => Stages.FirstOrDefault(stage => stage.Id == id);

    /// <exception cref="DomainRuleException">No stage has that identifier.</exception>
    public Stage Get(StageId id) => Find(id)
        ?? throw new DomainRuleException("stage.unknown", $"The workflow has no stage '{id}'.");

    /// <summary>Replaces the stage that has the same identifier.</summary>
    public Workflow With(Stage changed) => new()
    {
        Stages = [.. Stages.Select(stage => stage.Id == changed.Id ? changed : stage)],
    };

    /// <summary>Gets the workflow as it becomes live: without rotations that are over, and without confirmations, which
    /// have done their work.</summary>
    internal Workflow Settled(DateTimeOffset now) => new()
    {
        Stages =
        [
            .. Stages.Select(stage => stage.Settings is WebhookStageSettings webhook
                ? stage with { Settings = webhook.Folded(now) with { ConfirmedHost = null } }
                : stage),
        ],
    };

    public bool Equals(Workflow? other) => other is not null && Stages.Length == other.Stages.Length
        && Stages.Zip(other.Stages).All(pair => Same(pair.First, pair.Second));

    public override int GetHashCode() => Stages.Length;

    private static bool Same(Stage a, Stage b) =>
        a.Id == b.Id && a.Name == b.Name && a.Position == b.Position && a.Settings.Equals(b.Settings)
        && a.Next.AsSpan().SequenceEqual(b.Next.AsSpan());
}
