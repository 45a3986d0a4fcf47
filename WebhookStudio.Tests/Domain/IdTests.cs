using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Tests.Domain;

public class IdTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void New_Shape_IsThatOfAnObjectIdWithTheTimeInFront()
    {
        var id = Id<Project>.New(Noon).Value;

        Assert.Matches("^[0-9a-f]{24}$", id);
        Assert.Equal(Noon.ToUnixTimeSeconds(), Convert.ToInt64(id[..8], 16));
    }

    [Fact]
    public void New_ManyWithinASecond_AreDistinctAndInOrder()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => Id<Project>.New(Noon)).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(ids, ids.Order());
    }

    [Fact]
    public void New_Later_SortsAfter()
    {
        var early = Id<Project>.New(Noon);
        var late = Id<Project>.New(Noon.AddSeconds(1));

        Assert.True(early < late);
        Assert.True(late > early);
        Assert.True(early <= late);
        Assert.True(late >= early);
    }

    [Fact]
    public void FirstOf_ASecond_LiesBetweenWhatWasMadeBeforeAndSince()
    {
        var bound = Id<Project>.FirstOf(Noon.AddMilliseconds(400));

        Assert.True(Id<Project>.New(Noon.AddMilliseconds(-1)) < bound);
        Assert.True(bound < Id<Project>.New(Noon));
    }

    [Fact]
    public void FirstOf_ATimeThatNoIdCanHave_IsTheNearestThatOneCan()
    {
        Assert.Equal(default, Id<Project>.FirstOf(DateTimeOffset.MinValue));
        Assert.StartsWith("ffffffff", Id<Project>.FirstOf(DateTimeOffset.MaxValue).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void New_FromSeveralThreads_GivesNoIdTwice()
    {
        var ids = ParallelEnumerable.Range(0, 20_000).Select(_ => Id<Project>.New(Noon)).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Constructor_UpperCase_IsTheSameId() =>
        Assert.Equal(new Id<Project>("67a3be4088cb6f0f7976327b"), new Id<Project>("67A3BE4088CB6F0F7976327B"));

    [Theory]
    [InlineData("")]
    [InlineData("67a3be4088cb6f0f7976327")]
    [InlineData("67a3be4088cb6f0f7976327b0")]
    [InlineData("67a3be4088cb6f0f7976327g")]
    [InlineData("67a3be4088cb6f0f7976327١")]
    [InlineData(" 67a3be4088cb6f0f7976327")]
    public void Parse_AnotherText_IsRefused(string text)
    {
        Assert.False(Id<Project>.IsValid(text));
        Assert.False(Id<Project>.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => Id<Project>.Parse(text, null));
    }

    [Fact]
    public void TryParse_Null_IsFalse() => Assert.False(Id<Project>.TryParse(null, null, out _));

    [Fact]
    public void TryParse_AnId_GivesItBack()
    {
        Assert.True(Id<Project>.TryParse("67a3be4088cb6f0f7976327b", null, out var id));
        Assert.Equal("67a3be4088cb6f0f7976327b", id.ToString());
    }

    [Fact]
    public void Default_Text_IsZeros() => Assert.Equal(new string('0', 24), default(Id<Project>).Value);

    [Fact]
    public void Default_AndZeros_AreTheSameId() =>
        Assert.Equal(default, new Id<Project>(new string('0', 24)));

    [Fact]
    public void Bytes_OfAnId_AreItsDigitsAndGiveItBack()
    {
        var id = new Id<Project>("67a3be4088cb6f0f7976327b");

        Assert.Equal(Convert.FromHexString(id.Value), id.ToBytes());
        Assert.Equal(id, Id<Project>.FromBytes(id.ToBytes()));
        Assert.Equal(Id<Project>.ByteLength, id.ToBytes().Length);
        Assert.Throws<FormatException>(() => Id<Project>.FromBytes([1, 2, 3]));
    }

    [Fact]
    public void Twin_OfManyIds_IsNoneOfThem()
    {
        var ids = Enumerable.Range(0, 1_000).Select(_ => Id<Project>.New(Noon)).ToList();
        var twins = ids.ConvertAll(id => id.Twin());

        Assert.Empty(ids.Intersect(twins));
        Assert.Equal(ids, twins.Select(twin => twin.Twin()));
        Assert.All(twins, twin => Assert.Equal(Noon.ToUnixTimeSeconds(), Convert.ToInt64(twin.Value[..8], 16)));
    }

    [Fact]
    public void ShortId_Shape_IsThatOfTheEditor()
    {
        Assert.Matches("^[0-9a-f]{23}$", ShortId.New());
        Assert.NotEqual(ShortId.New(), ShortId.New());
    }
}
