using System.Collections.Immutable;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>Makes copies of stages for a workflow: with identifiers and names of their own, connected among themselves as the
/// originals are, a step of the grid beside what stands there already.</summary>
/// <remarks>A copy holds no secret, no token and no header: they were given for the original. A stage that is not in the
/// workflow but was cut from it stays what it is, secrets and all.</remarks>
internal static class StageCopies
{
    /// <exception cref="DomainRuleException">None can be copied.</exception>
    public static IReadOnlyList<Stage> Of(Workflow workflow, IReadOnlyList<Stage> stages)
    {
        var copied = stages.Where(stage => Refusal(workflow, stage) is null).ToList();

        if (copied.Count == 0)
        {
            throw new DomainRuleException(
                "canvas.copy", stages is [var first, ..] ? Refusal(workflow, first)! : "Select a stage first.");
        }

        var ids = copied.ToDictionary(stage => stage.Id, stage => workflow.Find(stage.Id) is null ? stage.Id : StageId.New());
        var offset = Offset(workflow, copied);
        var named = workflow;
        var copies = new List<Stage>();

        foreach (var stage in copied)
        {
            var copy = Copy(named, stage, ids, offset);
            named = named with { Stages = named.Stages.Add(copy) };
            copies.Add(copy);
        }

        return copies;
    }

    /// <summary>Says why a stage cannot be copied, or <see langword="null"/> if it can.</summary>
    public static string? Refusal(Workflow workflow, Stage stage) =>
        stage.Kind is StageKind.Start && workflow.Stages.Any(other => other.Kind is StageKind.Start)
            ? "Start cannot be copied: a workflow begins in one place."
            : null;

    /// <summary>Leaves out what must not leave its stage.</summary>
    public static StageSettings WithoutSecrets(StageSettings settings) =>
        settings is WebhookStageSettings webhook ? webhook.WithoutSecrets() : settings;

    private static Stage Copy(Workflow workflow, Stage stage, Dictionary<StageId, StageId> ids, int offset)
    {
        var isNew = ids[stage.Id] != stage.Id;
        var isNameFree = workflow.Stages.All(other => other.Name != stage.Name);

        return stage with
        {
            Id = ids[stage.Id],
            Name = isNew || !isNameFree ? StageNames.Copy(workflow, stage.Name) : stage.Name,
            Position = StageLayout.Clamp(new(stage.Position.X + offset, stage.Position.Y + offset)),
            Next = Inside(stage, ids),
            Settings = isNew ? WithoutSecrets(stage.Settings) : stage.Settings,
        };
    }

    private static ImmutableArray<StageId?> Inside(Stage stage, Dictionary<StageId, StageId> ids) =>
        stage.Outputs
            .Aggregate(stage, (kept, port) => kept.With(
                port.Output, stage.To(port.Output) is { } next && ids.TryGetValue(next, out var copy) ? copy : null))
            .Next;

    /// <summary>Finds how far copies must step aside so that none hides a stage.</summary>
    private static int Offset(Workflow workflow, List<Stage> stages)
    {
        var taken = workflow.Stages.Select(stage => stage.Position).ToHashSet();
        var offset = 0;

        while (stages.Any(stage => taken.Contains(new(stage.Position.X + offset, stage.Position.Y + offset))))
        {
            offset += StageLayout.Grid;
        }

        return offset;
    }
}
