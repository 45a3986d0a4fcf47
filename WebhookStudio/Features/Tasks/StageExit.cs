using System.Collections.Immutable;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>The way that tasks take out of a stage.</summary>
/// <param name="Left">The stages they leave: the one they are in, and the Webhook stages behind it that are off.</param>
/// <param name="To">Where they come to rest; <see langword="null"/> if there is a problem.</param>
/// <param name="Problem">Why they cannot leave, or <see langword="null"/>.</param>
internal sealed record StageExit(ImmutableArray<Stage> Left, Stage? To, string? Problem)
{
    /// <summary>Finds the way.</summary>
    /// <param name="workflow">The live workflow.</param>
    /// <param name="from">The stage.</param>
    /// <param name="failed">Whether by the output Failed.</param>
    public static StageExit Of(Workflow workflow, Stage from, bool failed)
    {
        ImmutableArray<Stage> left = [from];
        var next = failed ? from.FailedOutput : from.Output;

        while (left.Length <= workflow.Stages.Length)
        {
            if (next is not { } id)
            {
                return new(left, To: null, $"{left[^1].Name} leads nowhere. Connect its output in the workflow and save.");
            }

            if (workflow.Find(id) is not { } stage)
            {
                return new(left, To: null, $"The workflow has no stage '{id}'. Connect the output of {left[^1].Name} and save.");
            }

            if (stage.Settings is not WebhookStageSettings { Enabled: false })
            {
                return new(left, stage, Problem: null);
            }

            left = left.Add(stage);
            next = stage.Output;
        }

        return new(left, To: null, "The workflow goes round in a circle of stages that are off.");
    }
}
