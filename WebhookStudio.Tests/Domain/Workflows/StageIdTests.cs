using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

public class StageIdTests
{
    [Fact]
    public void DefaultStages_AreNamedByTheirKind() =>
        Assert.Equal(["Start", "Label", "Complete"], [StageId.Start.Value, StageId.Label.Value, StageId.Complete.Value]);

    [Fact]
    public void New_Shape_IsALowerCaseUuid() =>
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", StageId.New().Value);

    [Theory]
    [InlineData("08960214-cb68-4109-ac75-33ed521e9cac")]
    [InlineData("Start")]
    [InlineData("my_stage-2")]
    [InlineData("x")]
    public void Parse_Name_IsTakenAsItComes(string text)
    {
        Assert.Equal(text, StageId.Parse(text, null).Value);
        Assert.True(StageId.TryParse(text, null, out var id));
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("étape")]
    [InlineData("a\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Parse_AnotherText_IsRefused(string text)
    {
        Assert.False(StageId.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => StageId.Parse(text, null));
    }

    [Fact]
    public void TryParse_Null_IsFalse() => Assert.False(StageId.TryParse(null, null, out _));

    [Fact]
    public void Names_OfAnotherCase_AreOtherStages() => Assert.NotEqual(StageId.Start, new StageId("start"));
}
