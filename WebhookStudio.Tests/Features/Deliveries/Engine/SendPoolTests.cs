using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Tests.Features.Deliveries.Engine;

public class SendPoolTests
{
    [Fact]
    public void TryTake_PoolUsedUpByOthers_StillGivesEveryStageItsOwn()
    {
        var pool = new SendPool(shared: 8);
        var taken = Fill(pool);

        Assert.Equal(SendPool.Own + 8, taken);
        Assert.Equal(SendPool.Own, Fill(pool));
    }

    [Fact]
    public void Return_AllGivenBack_CanBeTakenByAnother()
    {
        var pool = new SendPool(shared: 8);

        for (var left = Fill(pool) - 1; left >= 0; left--)
        {
            pool.Return(left);
        }

        Assert.Equal(SendPool.Own + 8, Fill(pool));
    }

    private static int Fill(SendPool pool)
    {
        var taken = 0;

        while (pool.TryTake(taken))
        {
            taken++;
        }

        return taken;
    }
}
