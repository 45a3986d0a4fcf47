using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Data;

public class StoredStageIdTests
{
    [Theory]
    [InlineData("08960214-cb68-4109-ac75-33ed521e9cac", 16)]
    [InlineData("08960214-CB68-4109-AC75-33ED521E9CAC", 36)]
    [InlineData("08960214cb684109ac7533ed521e9cac", 32)]
    [InlineData("00000000-0000-0000-0000-000000000000", 16)]
    [InlineData("Start", 5)]
    [InlineData("x", 1)]
    [InlineData("fifteen-letters", 15)]
    [InlineData("sixteen-letters-", 17)]
    [InlineData("seventeen-letters", 17)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 64)]
    public void Name_WrittenAndReadBack_IsTheSame(string name, int length)
    {
        var bytes = StoredStageId.Write(new(name));

        Assert.Equal(length, bytes.Length);
        Assert.Equal(name, StoredStageId.Read(bytes).Value);
    }

    [Fact]
    public void Uuid_Bytes_AreThoseOfItsDigits() => Assert.Equal(
        Convert.FromHexString("08960214cb684109ac7533ed521e9cac"),
        StoredStageId.Write(new("08960214-cb68-4109-ac75-33ed521e9cac")));

    [Fact]
    public void Bytes_OfNoName_AreRefused() => Assert.Throws<FormatException>(() => StoredStageId.Read([]));

    [Fact]
    public void New_Stage_TakesSixteenBytes() => Assert.Equal(16, StoredStageId.Write(StageId.New()).Length);
}
