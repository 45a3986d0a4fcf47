using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Turns a <see cref="RerunChoice"/> into a query, and into words.</summary>
internal static class RerunChoices
{
    /// <exception cref="DomainRuleException">The cause is neither a number nor a word of the log.</exception>
    public static IQueryable<WebhookDelivery> Failing(this StudioDbContext db, RerunChoice choice, Workflow workflow)
    {
        var failing = db.Deliveries.Owed().Where(d => d.ProjectId == choice.Project
            && (d.Status == DeliveryStatus.Held || d.Status == DeliveryStatus.Retrying));

        if (choice.Stage is { } stage)
        {
            failing = failing.Where(d => d.StageId == stage);
        }

        if (choice.Tasks is { } tasks)
        {
            // One parameter, however many tasks are chosen.
            var ids = tasks.ToList();
            failing = failing.Where(d => EF.Parameter(ids).Contains(d.TaskId));
        }

        if (choice.Found is { } query)
        {
            var found = db.Matching(query, workflow).Where(t => t.Delivery != null).Select(t => t.Delivery!.Id);
            failing = failing.Where(d => found.Contains(d.Id));
        }

        if (choice.Logged is { } log)
        {
            var criteria = LogCriteria.Of(log);
            var failed = criteria.Exactly(criteria.Where(db.Attempts.AsNoTracking()), db)
                .Where(a => !a.Accepted && a.Trigger != AttemptTrigger.Test);
            failing = failing.Where(d => failed.Any(a => a.DeliveryId == d.Id));
        }

        return WithCause(failing, choice.Cause);
    }

    /// <summary>Refuses stages that cannot send.</summary>
    /// <exception cref="DomainRuleException">A stage is not there, is not a Webhook stage, or is off.</exception>
    public static void Check(Workflow workflow, IEnumerable<StageId> stages)
    {
        foreach (var stage in stages.Select(workflow.Get))
        {
            if (stage.Settings is not WebhookStageSettings settings)
            {
                throw new DomainRuleException(
                    "stage.not_webhook", $"{stage.Name} is not a Webhook stage; nothing can be re-run there.");
            }

            if (!settings.Enabled)
            {
                throw new DomainRuleException("stage.off", $"{stage.Name} is off. Switch it on and save, then re-run.");
            }
        }
    }

    /// <summary>Writes what was chosen, such as <c>503 in Webhook</c> or <c>3 chosen tasks in Webhook</c>.</summary>
    public static string Title(this RerunChoice choice, Workflow workflow, IReadOnlyList<StageId> stages)
    {
        var what = choice switch
        {
            { Cause: { } cause } => cause.Trim(),
            { Tasks: { Count: var count } } => count == 1 ? "1 chosen task" : $"{count} chosen tasks",
            { Found: not null } => "Filtered tasks",
            { Logged: not null } => "Filtered logs",
            _ => "All",
        };
        var where = stages is [var only] ? workflow.Get(only).Name : $"{stages.Count} stages";

        return $"{what} in {where}";
    }

    private static IQueryable<WebhookDelivery> WithCause(IQueryable<WebhookDelivery> failing, string? cause)
    {
        if (string.IsNullOrWhiteSpace(cause))
        {
            return failing;
        }

        return LogStatusFilter.TryReadResult(cause.Trim(), out var outcome, out var code)
            ? code is null ? failing.Where(d => d.LastOutcome == outcome) : failing.Where(d => d.LastStatusCode == code)
            : throw new DomainRuleException(
                "rerun.cause", $"'{cause}' is not a cause. Use a number such as 503 or a word such as 'Timed out'.");
    }
}
