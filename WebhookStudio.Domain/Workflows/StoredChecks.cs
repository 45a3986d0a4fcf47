namespace WebhookStudio.Domain.Workflows;

/// <summary>What keeps a workflow that was put aside from becoming live: secrets that it has no longer
/// (<see cref="StoredValues"/>), and stages that have turned into others.</summary>
internal static class StoredChecks
{
    /// <summary>Finds the secrets of a stage of which only a mark is left.</summary>
    public static IEnumerable<WorkflowProblem> OfSecrets(Stage stage, WebhookStageSettings webhook)
    {
        if (webhook.Secret is { IsForgotten: true })
        {
            yield return Error(
                "webhook.secret", $"{stage.Name}: the secret must be entered again, or choose no authentication.", stage.Id, "secret");
        }

        if (webhook.Token is { IsForgotten: true })
        {
            yield return Error("webhook.token", $"{stage.Name}: the bearer token must be entered again.", stage.Id, "token");
        }

        foreach (var header in webhook.Headers.Where(header => header.Value.IsForgotten))
        {
            yield return Error(
                "webhook.headers",
                $"{stage.Name}: the value of {header.Name} must be entered again. Remove the header and add it anew.",
                stage.Id,
                "headers");
        }
    }

    /// <summary>Finds stages that are live as another kind: their tasks could not go on.</summary>
    public static IEnumerable<WorkflowProblem> OfKinds(Workflow edited, Workflow live) =>
        from stage in edited.Stages
        let before = live.Find(stage.Id)
        where before is not null && before.Kind != stage.Kind
        select Error(
            "stage.kind",
            $"{stage.Name}: a stage cannot turn from {before.Kind} into {stage.Kind}. Delete it and add a new one.",
            stage.Id,
            field: null);

    private static WorkflowProblem Error(string code, string message, StageId stage, string? field) =>
        new(ProblemSeverity.Error, code, message, stage, field);
}
