using WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>Calls drawn by lot are answered as by Hangfire's own storage in memory.</summary>
public sealed class RandomDifferentialTests
{
    private const int Scripts = 25;
    private const int Length = 150;

    [Fact]
    public void Storage_CallsDrawnByLot_AnswersLikeHangfiresOwn()
    {
        for (var seed = 1; seed <= Scripts; seed++)
        {
            var steps = RandomScript.Of(seed, Length).Steps;

            if (Comparison.DifferenceIn(steps) is not null)
            {
                Assert.Fail($"Seed {seed}. {Comparison.DifferenceIn(Comparison.Shrink(steps))}");
            }
        }
    }
}
