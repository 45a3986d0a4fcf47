using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests.Features.Access;

public sealed class ApiKeysTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindUserId_CreatedKey_FindsItsOwnerAndNotesTheUse()
    {
        await using var kit = await AccessKit.StartAsync();
        var (keys, owner) = await GivenOwnerAsync(kit);
        var key = await keys.CreateAsync(owner, "Nightly export", Token);

        var found = await keys.FindUserIdAsync(key, Token);

        Assert.Equal(owner, found);
        var entry = Assert.Single(await keys.ListAsync(owner, Token));
        Assert.Equal((key[..8], (DateTimeOffset?)kit.Clock.GetUtcNow()), (entry.Prefix, entry.LastUsedAt));
    }

    [Fact]
    public async Task FindUserId_SamePrefixOtherKey_FindsNobody()
    {
        await using var kit = await AccessKit.StartAsync();
        var (keys, owner) = await GivenOwnerAsync(kit);
        var key = await keys.CreateAsync(owner, "Nightly export", Token);

        Assert.Null(await keys.FindUserIdAsync(key[..8] + new string('x', 36), Token));
    }

    [Fact]
    public async Task Create_AnyKey_IsStoredAsHashOnly()
    {
        await using var kit = await AccessKit.StartAsync();
        var (keys, owner) = await GivenOwnerAsync(kit);
        var key = await keys.CreateAsync(owner, "Nightly export", Token);

        var stored = await kit.ReadAsync(db => db.Set<ApiKey>().SingleAsync(Token));

        Assert.Equal(ApiKeySecret.HashOf(key), stored.Hash);
    }

    [Fact]
    public async Task Ensure_Twice_KeepsOneKey()
    {
        await using var kit = await AccessKit.StartAsync();
        var (keys, owner) = await GivenOwnerAsync(kit);

        await keys.EnsureAsync(owner, "a-configured-key-of-mine", Token);
        await keys.EnsureAsync(owner, "a-configured-key-of-mine", Token);

        Assert.Single(await keys.ListAsync(owner, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => keys.EnsureAsync(owner, "too short", Token));
    }

    [Fact]
    public async Task Revoke_KeyOfAnother_RefusesAndKeepsIt()
    {
        await using var kit = await AccessKit.StartAsync();
        var (keys, owner) = await GivenOwnerAsync(kit);
        var key = await keys.CreateAsync(owner, "Nightly export", Token);
        var id = Assert.Single(await keys.ListAsync(owner, Token)).Id;

        Assert.False(await keys.RevokeAsync("somebody", id, Token));
        Assert.True(await keys.RevokeAsync(owner, id, Token));
        Assert.Null(await keys.FindUserIdAsync(key, Token));
    }

    private static async Task<(IApiKeys Keys, string Owner)> GivenOwnerAsync(AccessKit kit)
    {
        var result = await kit.SetUpAsync(new("Ada Okafor", "ada@bakery.example", "croissant mit butter"));

        return (kit.Services.GetRequiredService<IApiKeys>(), result.Owner!.Id);
    }
}
