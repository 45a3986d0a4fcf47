using WebhookStudio.Tests.Platform.HangfireSQLite.Differential;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>The storage answers every call as Hangfire's own storage in memory does.</summary>
public sealed class DifferentialTests
{
    public static TheoryData<string> Scripts => [.. AllScripts.All.Select(script => script.Name)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Storage_AnswersLikeHangfiresOwn(string script)
    {
        var difference = Comparison.DifferenceIn(AllScripts.Named(script).Steps);

        Assert.True(difference is null, difference);
    }
}
