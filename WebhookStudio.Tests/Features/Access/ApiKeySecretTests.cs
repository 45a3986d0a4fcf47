using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests.Features.Access;

public sealed class ApiKeySecretTests
{
    [Fact]
    public void Create_Twice_GivesTwoKeysOfTheAnnouncedShape()
    {
        var (first, second) = (ApiKeySecret.Create(), ApiKeySecret.Create());

        Assert.Matches("^wst_[0-9A-Za-z]{40}$", first);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void HashOf_KnownKey_IsItsSha256() => Assert.Equal(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ApiKeySecret.HashOf("abc"));

    [Fact]
    public void SameHash_OtherKey_IsFalse()
    {
        Assert.True(ApiKeySecret.SameHash(ApiKeySecret.HashOf("one"), ApiKeySecret.HashOf("one")));
        Assert.False(ApiKeySecret.SameHash(ApiKeySecret.HashOf("one"), ApiKeySecret.HashOf("two")));
    }
}
