namespace WebhookStudio.Domain.Workflows;

/// <summary>What has become of a stage.</summary>
public enum StageChange
{
    Added,
    Changed,
    Removed,
}

/// <summary>A setting that differs.</summary>
/// <param name="Label">What it is called on the screens.</param>
/// <param name="From">The value before; empty if there was no such setting.</param>
/// <param name="To">The value after; empty if there is no such setting any more.</param>
public sealed record FieldDifference(string Label, string From, string To)
{
    /// <summary>Gets the sentence, such as <c>Timeout: 10 s, now 30 s</c>.</summary>
    public string Words => (Label, From, To) switch
    {
        (StageFields.Place, _, _) => "Moved on the canvas",
        (_, "", _) => $"{Label}: {To}, new",
        (_, _, "") => $"{Label}: {From}, removed",
        _ when From == To => $"{Label}: replaced",
        _ => $"{Label}: {From}, now {To}",
    };
}

/// <summary>How a stage of one workflow differs from the same one in another.</summary>
/// <param name="Id">The stage.</param>
/// <param name="Name">Its name after the change; the one before if it was removed.</param>
/// <param name="Kind">What kind of stage it is.</param>
/// <param name="Change">What has become of it.</param>
/// <param name="Fields">What differs; of an added stage what it is set to, of a removed one nothing.</param>
public sealed record StageDifference(
    StageId Id, string Name, StageKind Kind, StageChange Change, IReadOnlyList<FieldDifference> Fields);

/// <summary>Compares two workflows stage by stage.</summary>
public static class WorkflowDiff
{
    /// <summary>Lists the stages that differ: the added and changed ones in the order of the later workflow, then the removed
    /// ones. Empty if the workflows are the same but for the order of their stages.</summary>
    public static IReadOnlyList<StageDifference> Between(Workflow before, Workflow after) =>
    [
        .. after.Stages.Select(stage => before.Find(stage.Id) is { } old ? Changed(old, before, stage, after) : Added(stage, after))
            .OfType<StageDifference>(),
        .. before.Stages.Where(stage => after.Find(stage.Id) is null)
            .Select(stage => new StageDifference(stage.Id, stage.Name, stage.Kind, StageChange.Removed, [])),
    ];

    private static StageDifference? Changed(Stage old, Workflow before, Stage now, Workflow after)
    {
        var was = StageFields.Of(old, before).ToList();
        var fields = StageFields.Of(now, after).ToList();
        var differences = fields
            .Select(field => (Field: field, Before: was.Find(other => other.Label == field.Label)))
            .Where(pair => pair.Before?.Identity != pair.Field.Identity)
            .Select(pair => new FieldDifference(pair.Field.Label, pair.Before?.Value ?? "", pair.Field.Value))
            .Concat(was.Where(field => fields.TrueForAll(other => other.Label != field.Label))
                .Select(field => new FieldDifference(field.Label, field.Value, "")))
            .ToList();

        return differences.Count == 0 ? null : new(now.Id, now.Name, now.Kind, StageChange.Changed, differences);
    }

    private static StageDifference Added(Stage stage, Workflow workflow) => new(
        stage.Id,
        stage.Name,
        stage.Kind,
        StageChange.Added,
        [.. StageFields.Of(stage, workflow).Where(field => field.Label is not (StageFields.Place or "Name"))
            .Select(field => new FieldDifference(field.Label, "", field.Value))]);
}
