using System.Collections.Immutable;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Tasks;

/// <summary>The way that tasks take out of a stage.</summary>
/// <param name="Left">The stages they leave: the one they are in, and those behind it that keep no task: Webhook stages that are
/// off, and Logic stages.</param>
/// <param name="To">Where they come to rest; <see langword="null"/> if there is a problem.</param>
/// <param name="Problem">Why they cannot leave, or <see langword="null"/>.</param>
internal sealed record StageExit(ImmutableArray<Stage> Left, Stage? To, string? Problem)
{
    /// <summary>Finds the way.</summary>
    /// <param name="workflow">The live workflow.</param>
    /// <param name="from">The stage.</param>
    /// <param name="output">By which output tasks leave.</param>
    /// <param name="choose">Chooses the output of a Logic stage on the way; without it the way ends there, because each task has
    /// its own from then on.</param>
    public static StageExit Of(Workflow workflow, Stage from, StageOutput output, Func<Stage, StageOutput>? choose = null)
    {
        ImmutableArray<Stage> left = [from];

        while (left.Length <= workflow.Stages.Length)
        {
            var port = left[^1].Port(output);

            if (port is null || left[^1].To(output) is not { } id)
            {
                return new(left, To: null, $"{Named(left[^1], port)} leads nowhere. Connect its output in the workflow and save.");
            }

            if (workflow.Find(id) is not { } stage)
            {
                return new(left, To: null, $"The workflow has no stage '{id}'. Connect the output of {left[^1].Name} and save.");
            }

            if (stage.Settings is LogicStageSettings && choose is not null)
            {
                output = choose(stage);
            }
            else if (stage.Settings is WebhookStageSettings { Enabled: false })
            {
                output = StageOutput.Next;
            }
            else
            {
                return new(left, stage, Problem: null);
            }

            left = left.Add(stage);
        }

        return new(left, To: null, "The workflow goes round in a circle in which no task comes to rest.");
    }

    private static string Named(Stage stage, OutputPort? port) =>
        port is { IsPlain: false } ? $"The output {port.Name} of {stage.Name}" : stage.Name;
}
