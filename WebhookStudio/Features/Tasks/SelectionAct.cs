namespace WebhookStudio.Features.Tasks;

/// <summary>What can be done with the ticked tasks.</summary>
public enum SelectionAct
{
    Rerun,

    /// <summary>Sends on what waits in a Start or Hold stage.</summary>
    Forward,

    /// <summary>Puts them into a stage that is asked for.</summary>
    Move,

    /// <summary>Puts them into the Label stage, unless another is chosen.</summary>
    Requeue,

    Assign,

    Export,

    Delete,
}
