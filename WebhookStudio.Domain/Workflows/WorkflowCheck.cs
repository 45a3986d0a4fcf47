namespace WebhookStudio.Domain.Workflows;

/// <summary>Finds what keeps a workflow from running, and what deserves a warning.</summary>
public static class WorkflowCheck
{
    /// <exception cref="DomainRuleException">The workflow has errors, or may not replace the live one; the message lists
    /// why.</exception>
    public static void ThrowIfBroken(Workflow workflow, Workflow? live = null) => ThrowIfBroken(Find(workflow, live ?? workflow));

    /// <exception cref="DomainRuleException">There are errors among the problems; the message lists them.</exception>
    public static void ThrowIfBroken(IEnumerable<WorkflowProblem> problems)
    {
        var errors = problems.Where(problem => problem.Severity is ProblemSeverity.Error).ToList();

        if (errors.Count > 0)
        {
            throw new DomainRuleException(
                "workflow.broken", string.Join(" ", errors.Select(problem => problem.Message)));
        }
    }

    /// <summary>Lists the problems: errors first, each stage's in the order of the stages.</summary>
    public static IReadOnlyList<WorkflowProblem> Find(Workflow workflow) =>
    [
        .. Shape(workflow).Concat(OfStages(workflow))
            .OrderByDescending(problem => problem.Severity),
    ];

    /// <summary>Lists the problems, and among them what keeps an edited workflow from replacing the live one.</summary>
    public static IReadOnlyList<WorkflowProblem> Find(Workflow edited, Workflow live) =>
        [.. OfHosts(edited, live), .. Find(edited)];

    private static IEnumerable<WorkflowProblem> OfHosts(Workflow edited, Workflow live)
    {
        foreach (var stage in edited.Stages)
        {
            if (stage.Settings is WebhookStageSettings after
                && live.Find(stage.Id)?.Settings is WebhookStageSettings before
                && HostChange.Unconfirmed(before, after) is { } secrets)
            {
                yield return Error("webhook.host", $"{stage.Name}: {secrets.Message}", stage.Id, secrets.Field);
            }
        }
    }

    private static IEnumerable<WorkflowProblem> Shape(Workflow workflow)
    {
        var starts = workflow.Stages.Count(stage => stage.Kind is StageKind.Start);

        if (starts != 1)
        {
            yield return Error("workflow.start", $"A workflow needs exactly one Start stage; this one has {starts}.");
        }

        if (workflow.Stages.All(stage => stage.Kind is not StageKind.Complete))
        {
            yield return Error("workflow.complete", "A workflow needs a Complete stage. Add one.");
        }

        foreach (var twice in workflow.Stages.GroupBy(stage => stage.Id).Where(group => group.Count() > 1))
        {
            yield return Error("stage.id", $"Two stages have the id '{twice.Key}'. Give each its own.", twice.Key);
        }

        foreach (var twice in workflow.Stages.GroupBy(stage => stage.Name).Where(group => group.Count() > 1))
        {
            yield return Error(
                "stage.name", $"Two stages are named '{twice.Key}'. Rename one.", twice.Last().Id, "name");
        }
    }

    private static IEnumerable<WorkflowProblem> OfStages(Workflow workflow)
    {
        var ways = new Ways(
            WorkflowGraph.GoingRound(workflow),
            workflow.Stages.FirstOrDefault(stage => stage.Kind is StageKind.Start) is { } start
                ? WorkflowGraph.After(workflow, start.Id)
                : new HashSet<StageId>(),
            workflow.Stages.Where(stage => stage.Kind is StageKind.Complete)
                .SelectMany(stage => WorkflowGraph.Before(workflow, stage.Id)).ToHashSet());

        return workflow.Stages.SelectMany(
            stage => OfName(stage).Concat(OfConnectors(workflow, stage, ways)).Concat(OfSettings(stage)));
    }

    private static IEnumerable<WorkflowProblem> OfName(Stage stage)
    {
        if (string.IsNullOrWhiteSpace(stage.Name) || stage.Name.Length > Stage.NameMaxLength)
        {
            yield return Error(
                "stage.name", $"Stage '{stage.Id}' needs a name of 1 to {Stage.NameMaxLength} characters.", stage.Id, "name");
        }
    }

    private static IEnumerable<WorkflowProblem> OfConnectors(Workflow workflow, Stage stage, Ways ways)
    {
        if (stage.Next.Length > stage.Outputs.Length)
        {
            yield return Error(
                "stage.next",
                $"{stage.Name} has {stage.Outputs.Length} output{(stage.Outputs.Length == 1 ? "" : "s")}, but {stage.Next.Length} connector{(stage.Next.Length == 1 ? "" : "s")}.",
                stage.Id,
                "next");
            yield break;
        }

        foreach (var port in stage.Outputs)
        {
            if (Refusal(workflow, stage, port) is { } message)
            {
                yield return Error("stage.next", message, stage.Id, "next");
            }
        }

        if (ways.Round.Contains(stage.Id))
        {
            yield return Error("workflow.loop", LoopOf(stage), stage.Id, "next");
        }

        else if (stage.Outputs.All(port => stage.To(port.Output) is not null) && !ways.Ending.Contains(stage.Id))
        {
            yield return Warning(
                "workflow.endless", $"Tasks that leave {stage.Name} never reach Complete.", stage.Id, "next");
        }

        if (stage.Kind is not StageKind.Start && !ways.Reachable.Contains(stage.Id))
        {
            yield return Warning(
                "stage.unreachable", $"No connector leads from Start to {stage.Name}. Only requeued tasks get there.", stage.Id);
        }
    }

    private static string? Refusal(Workflow workflow, Stage stage, OutputPort port)
    {
        var from = port.IsPlain ? stage.Name : $"The output {port.Name} of {stage.Name}";

        return stage.To(port.Output) switch
        {
            null when port.Role is OutputRole.Failed =>
                $"Connect the output Failed of {stage.Name}, or choose to keep failed tasks.",
            null when port.Role is OutputRole.Rejected =>
                $"Connect the output Rejected of {stage.Name}: to the Label stage before it, so that rejected tasks are labeled again.",
            null when port.Role is OutputRole.Else =>
                $"Connect the output Else of {stage.Name}: tasks that fit no rule leave by it.",
            null when !port.IsPlain => $"Connect the output {port.Name} of {stage.Name} to the next stage.",
            null => $"{stage.Name} leads nowhere. Connect its output to the next stage.",
            { } id when id == stage.Id => $"{from} leads back to {stage.Name} itself. Connect it to another stage.",
            { } id when workflow.Find(id) is null => $"{from} leads to '{id}', and there is no such stage.",
            { } id when workflow.Get(id).Kind is StageKind.Start => $"{from} leads to Start, which has no input.",
            _ => null,
        };
    }

    private static string LoopOf(Stage stage) =>
        $"Tasks that leave {stage.Name} can go round in a loop in which no person takes part. "
        + "Lead it to a stage further on, or put a Label, Review or Hold stage into the loop.";

    private static IEnumerable<WorkflowProblem> OfSettings(Stage stage)
    {
        if (stage.Settings is LogicStageSettings logic)
        {
            foreach (var found in LogicCheck.Find(stage, logic))
            {
                yield return found;
            }
        }

        if (stage.Settings is not WebhookStageSettings webhook)
        {
            yield break;
        }

        if (WebhookUrl.Problem(webhook.Url) is { } problem)
        {
            yield return Error("webhook.url", $"{stage.Name}: {problem}", stage.Id, "url");
        }

        if (!webhook.Enabled)
        {
            yield return Warning("webhook.off", $"{stage.Name} is off. Tasks pass straight through.", stage.Id, "enabled");
        }

        foreach (var found in OfAuth(stage, webhook).Concat(OfLimits(stage, webhook)).Concat(OfHeaders(stage, webhook)))
        {
            yield return found;
        }
    }

    private static IEnumerable<WorkflowProblem> OfAuth(Stage stage, WebhookStageSettings webhook)
    {
        if (webhook.Auth is WebhookAuth.Secret && webhook.Secret is null)
        {
            yield return Error("webhook.secret", $"{stage.Name}: enter a secret, or choose no authentication.", stage.Id, "secret");
        }

        if (webhook.Auth is WebhookAuth.Bearer && webhook.Token is null)
        {
            yield return Error("webhook.token", $"{stage.Name}: enter the bearer token.", stage.Id, "token");
        }

        if (webhook.Auth is WebhookAuth.None)
        {
            yield return Warning(
                "webhook.unsigned", $"{stage.Name}: without a secret the receiver cannot tell who is calling.", stage.Id, "secret");
        }

        var rotation = webhook is { Rotation: not null, Secret: null }
            ? "there is no old secret beside the new one. Enter one secret."
            : webhook.Rotation?.Problem;

        if (rotation is not null)
        {
            yield return Error("webhook.rotation", $"{stage.Name}: {rotation}", stage.Id, "rotation");
        }
    }

    private static IEnumerable<WorkflowProblem> OfLimits(Stage stage, WebhookStageSettings webhook)
    {
        if (webhook.Timeout < WebhookStageSettings.MinTimeout || webhook.Timeout > WebhookStageSettings.MaxTimeout)
        {
            yield return Error("webhook.timeout", $"{stage.Name}: the timeout is 1 to 60 seconds.", stage.Id, "timeoutMs");
        }

        if (webhook.Concurrency is < 1 or > WebhookStageSettings.MaxConcurrency)
        {
            yield return Error(
                "webhook.concurrency",
                $"{stage.Name}: 1 to {WebhookStageSettings.MaxConcurrency} requests can be under way at once.",
                stage.Id,
                "concurrency");
        }

        // Written this way round so that what is no number does not pass.
        if (webhook.RateLimit is not (null or (>= WebhookStageSettings.MinRateLimit and <= WebhookStageSettings.MaxRateLimit)))
        {
            yield return Error(
                "webhook.rateLimit",
                $"{stage.Name}: the rate limit is 0.01 to 10,000 deliveries per second. Leave it empty for no limit.",
                stage.Id,
                "rateLimit");
        }
    }

    private static IEnumerable<WorkflowProblem> OfHeaders(Stage stage, WebhookStageSettings webhook)
    {
        if (webhook.Headers.Length > WebhookHeaderRules.MaxCount)
        {
            yield return Error(
                "webhook.headers", $"{stage.Name}: at most {WebhookHeaderRules.MaxCount} extra headers.", stage.Id, "headers");
        }

        foreach (var header in webhook.Headers)
        {
            if (WebhookHeaderRules.NameProblem(header.Name) is { } problem)
            {
                yield return Error("webhook.headers", $"{stage.Name}: {problem}", stage.Id, "headers");
            }
        }

        foreach (var twice in webhook.Headers.GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            yield return Error(
                "webhook.headers", $"{stage.Name}: the header {twice.Key} is there twice. Remove one.", stage.Id, "headers");
        }
    }

    private static WorkflowProblem Error(string code, string message, StageId? stage = null, string? field = null) =>
        new(ProblemSeverity.Error, code, message, stage, field);

    private static WorkflowProblem Warning(string code, string message, StageId? stage = null, string? field = null) =>
        new(ProblemSeverity.Warning, code, message, stage, field);

    /// <summary>What the connectors come to, found once for all stages.</summary>
    /// <param name="Round">The stages from which a task can come into a loop without a person.</param>
    /// <param name="Reachable">The stages that tasks can get to from Start.</param>
    /// <param name="Ending">The stages from which tasks can get to a Complete stage, and those themselves.</param>
    private sealed record Ways(
        IReadOnlySet<StageId> Round, IReadOnlySet<StageId> Reachable, IReadOnlySet<StageId> Ending);
}
