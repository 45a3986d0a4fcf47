using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>The outline of a card, in pixels of the canvas. Outputs with names have a line each below the counters.</summary>
public static class StageShape
{
    public const int Width = 232;

    /// <summary>The height of a card without named outputs.</summary>
    public const int Height = 84;

    /// <summary>From the top of a card to its input, and to an output without a name.</summary>
    public const int PortY = 42;

    /// <summary>The height of the line of a named output.</summary>
    public const int OutputHeight = 24;

    private const int OutputsPadding = 4;

    public static int HeightOf(Stage stage) => Named(stage) is > 0 and var named
        ? Height + (named * OutputHeight) + (2 * OutputsPadding)
        : Height;

    /// <summary>Gets how far each output lies below the top of the card, in their order.</summary>
    public static IEnumerable<int> PortsOf(Stage stage)
    {
        var line = Height - 1 + OutputsPadding + (OutputHeight / 2);

        foreach (var port in stage.Outputs)
        {
            yield return port.IsPlain ? PortY : line;
            line += port.IsPlain ? 0 : OutputHeight;
        }
    }

    private static int Named(Stage stage) => stage.Outputs.Count(port => !port.IsPlain);
}
