using Hangfire.Storage;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential;
using WebhookStudio.Tests.Platform.HangfireSQLite.Differential.Scripts;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>Nothing of a storage's surface is left out of the comparison.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Scripts_CallEveryMandatoryMember()
    {
        Assert.Equal(62, Members.Mandatory.Count);
        Assert.Empty(Members.Mandatory.Except(Members.Called));
    }

    [Fact]
    public void Scripts_CallEveryOptionalMember()
    {
        // 40 methods, and the property that says whether reads are linearizable.
        Assert.Equal(41, Members.Optional.Count);
        Assert.Empty(Members.Optional.Except(Members.Called));
    }

    [Fact]
    public void Storage_DeclaresEveryFeatureOfHangfiresOwn()
    {
        using var ours = TemporaryStorage.Ours();
        using var reference = TemporaryStorage.Reference();

        Assert.Subset(
            StorageScripts.Known.Where(ours.Storage.HasFeature).ToHashSet(),
            StorageScripts.Known.Where(reference.Storage.HasFeature).ToHashSet());
    }

    [Fact]
    public void Storage_Declares_ThatFetchedJobsLeaveWithTheTransaction()
    {
        using var ours = TemporaryStorage.Ours();
        using var connection = ours.Storage.GetConnection();
        using var actor = new Actor(ours.Storage);

        foreach (var call in AllScripts.Named("jobs come first in, first out").Steps.Take(4).SelectMany(step => step.Calls))
        {
            actor.Make(call);
        }

        using var fetched = connection.FetchNextJob([Sample.Queue], CancellationToken.None);

        Assert.True(ours.Storage.HasFeature(JobStorageFeatures.Transaction.RemoveFromQueue(fetched.GetType())));
    }

    [Theory]
    [MemberData(nameof(DifferentialTests.Scripts), MemberType = typeof(DifferentialTests))]
    public void Storage_DeclaresFeatures_RefusesNoCall(string script)
    {
        using var ours = TemporaryStorage.Ours();
        using var actor = new Actor(ours.Storage);

        var refused = AllScripts.Named(script).Steps.SelectMany(step => step.Calls)
            .Where(call => actor.Make(call) is "throws NotSupportedException" or "throws NotImplementedException");

        Assert.Empty(refused);
    }
}
