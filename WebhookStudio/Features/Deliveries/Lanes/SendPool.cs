namespace WebhookStudio.Features.Deliveries;

/// <summary>Divides the requests that may be under way at once among all stages.</summary>
/// <remarks>Every stage may always have a few under way; what goes beyond comes from a pool that all share. So receivers that
/// hang can use up the pool, but never keep a healthy stage from sending.</remarks>
/// <param name="shared">How many requests the pool has.</param>
internal sealed class SendPool(int shared)
{
    /// <summary>How many requests every stage may have under way, whatever the others do.</summary>
    public const int Own = 4;

    private int _left = shared;

    /// <summary>Takes a place for one more request.</summary>
    /// <param name="underWay">How many requests the stage has under way already.</param>
    public bool TryTake(int underWay)
    {
        if (underWay < Own)
        {
            return true;
        }

        if (Interlocked.Decrement(ref _left) >= 0)
        {
            return true;
        }

        Interlocked.Increment(ref _left);

        return false;
    }

    /// <summary>Gives the place back.</summary>
    /// <param name="underWay">How many requests the stage has under way without it.</param>
    public void Return(int underWay)
    {
        if (underWay >= Own)
        {
            Interlocked.Increment(ref _left);
        }
    }
}
