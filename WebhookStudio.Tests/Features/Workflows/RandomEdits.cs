using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Features.Workflows.Canvas;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Workflows;

/// <summary>Edits a workflow at random, as a person does on the canvas, and says where the tasks of removed stages go.</summary>
/// <param name="random">The source of chance; the same seed gives the same choices.</param>
/// <param name="url">Where new Webhook stages send to.</param>
internal sealed class RandomEdits(Random random, string url)
{
    /// <summary>Gets the stages that have ever been off: tasks may have passed them without a webhook.</summary>
    public HashSet<StageId> EverOff { get; } = [];

    /// <summary>Makes a save of one to four edits.</summary>
    public WorkflowSave Save(Workflow live, int version)
    {
        var model = new CanvasModel(live);

        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            try
            {
                Edit(model);
            }
            catch (DomainRuleException)
            {
                // The canvas refuses it, as it would a person.
            }
        }

        var targets = model.Draft.Stages.Where(stage => stage.Settings is not WebhookStageSettings { Enabled: false }).ToList();
        var moves = live.Stages
            .Where(stage => model.Draft.Find(stage.Id) is null || random.Next(12) == 0)
            .ToDictionary(stage => stage.Id, _ => Any(targets).Id);

        return new(model.Draft, version, StudioApp.OwnerEmail) { MoveTasks = moves };
    }

    private void Edit(CanvasModel model)
    {
        var stage = Any(model.Draft.Stages);

        switch (random.Next(6))
        {
            case 0 or 1 when model.Draft.Stages.Length < 9:
                Insert(model, random.Next(3) == 0 ? StageKind.Label : StageKind.Webhook);
                break;
            case 2:
                model.Remove(stage.Id);
                break;
            case 3 when stage.Outputs.Length > 0:
                model.Connect(stage.Id, Any(model.Draft.Stages).Id, Any(stage.Outputs).Output);
                break;
            case 4 when stage.Settings is WebhookStageSettings webhook:
                model.Configure(stage.Id, webhook with { Enabled = !webhook.Enabled }, "switch it");

                if (webhook.Enabled)
                {
                    EverOff.Add(stage.Id);
                }

                break;
            case 5 when stage.Settings is WebhookStageSettings webhook:
                ChangeOutputs(model, stage.Id, webhook);
                break;
            default:
                model.Rename(stage.Id, $"{stage.Kind} {random.Next(1000)}");
                break;
        }
    }

    private void Insert(CanvasModel model, StageKind kind)
    {
        var from = Any([.. model.Draft.Stages.Where(stage => stage.Outputs.Length > 0)]);
        var added = model.Insert(kind, from.Id, Any(from.Outputs).Output);

        if (added.Settings is WebhookStageSettings webhook)
        {
            model.Configure(added.Id, webhook with { Url = url, AutomaticRetry = random.Next(2) == 0 }, "set it up");
        }
    }

    /// <summary>Gives a Webhook stage its output Failed, or takes it away.</summary>
    private void ChangeOutputs(CanvasModel model, StageId id, WebhookStageSettings webhook)
    {
        var fails = webhook.OnExhausted is ExhaustedRule.Keep;
        model.Configure(id, webhook with { OnExhausted = fails ? ExhaustedRule.Fail : ExhaustedRule.Keep }, "change its outputs");

        if (fails)
        {
            model.Connect(id, Any(model.Draft.Stages).Id, StageOutput.Failed);
        }
    }

    private T Any<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
