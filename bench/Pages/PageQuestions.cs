using WebhookStudio.Bench.Filling;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Components.Layout;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Exports;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Workflows;

namespace WebhookStudio.Bench.Pages;

/// <summary>What is asked. A line for each.</summary>
internal static class PageQuestions
{
    public static IReadOnlyList<PageQuestion> All(PagePlaces at, TimeProvider clock) =>
        [.. Tasks(at), .. Logs(at), .. Screens(at), .. Services(at, clock), .. Programs(at)];

    private static IEnumerable<PageQuestion> Tasks(PagePlaces at)
    {
        var root = $"/projects/{at.Project}/tasks";

        yield return PageQuestion.Page("tasks, first page", root);
        yield return PageQuestion.Page("tasks, page 100", $"{root}?page=100");
        yield return PageQuestion.Page("tasks, page 3900", $"{root}?page=3900");
        yield return PageQuestion.Page("tasks of Label", $"{root}?stage=Label");
        yield return PageQuestion.Page("tasks of Webhook", $"{root}?stage={FillNames.Hook}");
        yield return PageQuestion.Page("tasks of Complete", $"{root}?stage=Complete");
        yield return PageQuestion.Page("tasks of Complete, page 2800", $"{root}?stage=Complete&page=2800");
        yield return PageQuestion.Page("tasks held", $"{root}?view=held");
        yield return PageQuestion.Page("tasks retrying", $"{root}?view=retrying");
        yield return PageQuestion.Page("tasks queued", $"{root}?view=queued");
        yield return PageQuestion.Page("tasks complete", $"{root}?view=complete");
        yield return PageQuestion.Page("tasks of a cause", $"{root}?cause=503");
        yield return PageQuestion.Page("tasks of the largest batch", $"{root}?batch={at.Batch}");
        yield return PageQuestion.Page("tasks of the largest batch in Webhook", $"{root}?batch={at.Batch}&stage={FillNames.Hook}");
        yield return PageQuestion.Page("tasks found by external ID", $"{root}?q={at.ExternalId}");
        yield return PageQuestion.Page("tasks found by a part of many external IDs", $"{root}?q=brioche");
        yield return PageQuestion.Page("tasks found by nothing", $"{root}?q=xyzzy");
        yield return PageQuestion.Page("tasks found by ID", $"{root}?q={at.Task}");
        yield return PageQuestion.Page("tasks, longest in stage first", $"{root}?sort=-time");
        yield return PageQuestion.Page("tasks by external ID", $"{root}?sort=externalId");
        yield return PageQuestion.Page("tasks by external ID, backwards", $"{root}?sort=-externalId");
        yield return PageQuestion.Page("tasks by update", $"{root}?sort=updated");
        yield return PageQuestion.Page("tasks by update, newest first", $"{root}?sort=-updated");
    }

    private static IEnumerable<PageQuestion> Logs(PagePlaces at)
    {
        var root = $"/projects/{at.Project}/logs";

        yield return PageQuestion.Page("logs, first page", root);
        yield return PageQuestion.Page("logs, page 100", $"{root}?page=100");
        yield return PageQuestion.Page("logs, page 19000", $"{root}?page=19000");
        yield return PageQuestion.Page("logs of a stage", $"{root}?stage={FillNames.Archive}");
        yield return PageQuestion.Page("logs failed", $"{root}?status=failed");
        yield return PageQuestion.Page("logs delivered", $"{root}?status=delivered");
        yield return PageQuestion.Page("logs retrying", $"{root}?status=retrying");
        yield return PageQuestion.Page("logs 5xx", $"{root}?status=5xx");
        yield return PageQuestion.Page("logs 410", $"{root}?status=410");
        yield return PageQuestion.Page("logs timed out", $"{root}?status=Timed%20out");
        yield return PageQuestion.Page("logs of re-runs", $"{root}?trigger=rerun");
        yield return PageQuestion.Page("logs of tests", $"{root}?trigger=test");
        yield return PageQuestion.Page("logs found by external ID", $"{root}?q={at.ExternalId}");
        yield return PageQuestion.Page("logs found by nothing", $"{root}?q=xyzzy");
        yield return PageQuestion.Page("logs of 30 days", $"{root}?range=30d");
        yield return PageQuestion.Page("an attempt", $"{root}?entry={at.Attempt}");
    }

    private static IEnumerable<PageQuestion> Screens(PagePlaces at)
    {
        var root = $"/projects/{at.Project}";

        yield return PageQuestion.Page("projects", "/");
        yield return PageQuestion.Page("workflow", $"{root}/workflow");
        yield return PageQuestion.Page("workflow as a list", $"{root}/workflow?view=list");
        yield return PageQuestion.Page("workflow, held of a stage", $"{root}/workflow?stage={FillNames.Hook}&tab=held");
        yield return PageQuestion.Page("exports", $"{root}/exports");
        yield return PageQuestion.Page("receiver", $"{root}/receiver");
    }

    private static IEnumerable<PageQuestion> Services(PagePlaces at, TimeProvider clock)
    {
        var project = new Id<Project>(at.Project);
        var me = StudioOwner.Bakery.Email;

        yield return PageQuestion.Service<ILabelingService>(
            "label, next task", (labeling, stop) => labeling.OpenNextAsync(project, me, StageKind.Label, null, stop));
        yield return PageQuestion.Service<ILabelingService>(
            "label, a task", (labeling, stop) => labeling.OpenAsync(project, new(at.WaitingTask), me, stop));
        yield return PageQuestion.Service<ILabelingService>(
            "label, why it is empty", (labeling, stop) => labeling.SummariseAsync(project, me, StageKind.Label, stop));
        yield return PageQuestion.Service<IStageCounters>(
            "counters of the stages", (counters, stop) => counters.CountAsync(project, stop));
        yield return PageQuestion.Service<ICommandSearch>(
            "commands, 'bri'", (search, stop) => search.FindAsync(at.Project, "bri", true, stop));
        yield return PageQuestion.Service<ICommandSearch>(
            "commands, 'webhook'", (search, stop) => search.FindAsync(at.Project, "webhook", true, stop));
        yield return PageQuestion.Service<IExports>(
            "exports, count all", (exports, stop) => exports.CountAsync(project, new ExportScope(), stop));

        foreach (var range in LogRange.Known)
        {
            var (from, to) = range.At(clock.GetUtcNow());
            yield return PageQuestion.Service<IDeliveryTallies>(
                $"attempts by bar, {range.Word}", (tallies, stop) => tallies.CountAsync(project, from, to, range.Step, stop));
            yield return PageQuestion.Service<IDeliveryTallies>(
                $"times of answers, {range.Word}", (tallies, stop) => tallies.TimesAsync(project, null, from, to, stop));
        }
    }

    private static IEnumerable<PageQuestion> Programs(PagePlaces at)
    {
        var root = $"/v2/project/{at.Project}";

        yield return PageQuestion.Api("API, project", root);
        yield return PageQuestion.Api("API, a task", $"/v2/task/{at.Task}");
        yield return PageQuestion.Api("API, tasks, first page", $"{root}/tasks?page=1&limit=50");
        yield return PageQuestion.Api("API, tasks, page 1000", $"{root}/tasks?page=1000&limit=50");
        yield return PageQuestion.Api("API, tasks of a stage", $"{root}/tasks?page=1&limit=50&stage={FillNames.Hook}");
        yield return PageQuestion.Api("API, webhook log, first page", $"{root}/webhookLogs?page=1&limit=50");
        yield return PageQuestion.Api("API, webhook log, failed", $"{root}/webhookLogs?page=1&limit=50&status=failed");
        yield return PageQuestion.Api("API, health of the stages", $"{root}/stageHealth");
    }
}
