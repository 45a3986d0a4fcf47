using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Canvas;

/// <summary>A place in the tidy layout: a stage, or a bend that keeps the way free for a connector past several columns.</summary>
internal sealed class TidyNode(Stage? stage, int layer, double wish)
{
    public Stage? Stage => stage;

    public int Layer { get; set; } = layer;

    /// <summary>Gets how far up it stands before crossings are looked at: the order in which tasks come by.</summary>
    public double Wish => wish;

    public List<TidyNode> Before { get; } = [];

    public List<TidyNode> After { get; } = [];

    /// <summary>Gets or sets the place in its column, from the top.</summary>
    public int Order { get; set; }

    public int Row { get; set; }

    public static void Connect(TidyNode from, TidyNode to)
    {
        from.After.Add(to);
        to.Before.Add(from);
    }
}
