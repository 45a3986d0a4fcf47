using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows;

/// <summary>Reads <c>moveTasks</c> beside <c>stages</c>: where the tasks of stages go, <c>{"from": "to"}</c>.</summary>
internal static class MoveTasksJson
{
    private const string Name = "moveTasks";

    /// <exception cref="Domain.DomainRuleException">It is there without <c>stages</c>, or names what is no stage id.</exception>
    public static IReadOnlyDictionary<StageId, StageId> Read(JsonFields body)
    {
        if (body.Object(Name) is not { } moves)
        {
            return new Dictionary<StageId, StageId>();
        }

        if (!body.Has("stages"))
        {
            throw body.Refuse($"{Name} goes with stages: it says where the tasks of removed stages go. To move tasks alone, use requeueTasks.");
        }

        return moves.Names.ToDictionary(from => Id(moves, from), from => Id(moves, moves.RequiredText(from)));
    }

    private static StageId Id(JsonFields moves, string text) => StageId.TryParse(text, null, out var id)
        ? id
        : throw moves.Refuse($"'{text}' is not a stage id.");
}
