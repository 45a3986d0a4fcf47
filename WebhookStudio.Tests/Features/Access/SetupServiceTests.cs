using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests.Features.Access;

public sealed class SetupServiceTests
{
    private static SetupRequest Owner(string name) => new(name, $"{name}@bakery.example", "croissant mit butter");

    [Fact]
    public async Task CreateOwner_ManyAtOnce_ExactlyOneWins()
    {
        await using var kit = await AccessKit.StartAsync();
        using var start = new Barrier(8);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
        {
            start.SignalAndWait();

            return kit.SetUpAsync(Owner($"owner{number}"));
        })));

        var winner = Assert.Single(results, result => result.Succeeded);
        Assert.All(results.Except([winner]), loser => Assert.Equal([SetupResult.AlreadyDone], loser.Problems));
        Assert.Equal([winner.Owner!.Id], await kit.ReadAsync(db => db.Users.Select(user => user.Id).ToListAsync()));
        Assert.Equal(winner.Owner.Id, (await kit.ReadAsync(db => db.Set<Instance>().SingleAsync())).OwnerUserId);
    }

    [Fact]
    public async Task CreateOwner_GuardRowWithoutTheProcessKnowing_IsRefused()
    {
        await using var kit = await AccessKit.StartAsync();
        await kit.SetUpAsync(Owner("ada"));
        var other = new SetupState();
        await using var scope = kit.Services.CreateAsyncScope();
        var service = ActivatorUtilities.CreateInstance<SetupService>(scope.ServiceProvider, other);

        var result = await service.CreateOwnerAsync(Owner("eve"), TestContext.Current.CancellationToken);

        Assert.Equal([SetupResult.AlreadyDone], result.Problems);
        Assert.True(other.IsDone);
    }

    [Fact]
    public async Task CreateOwner_PasswordTooShort_LeavesSetupOpen()
    {
        await using var kit = await AccessKit.StartAsync();

        var refused = await kit.SetUpAsync(Owner("ada") with { Password = "short" });
        var accepted = await kit.SetUpAsync(Owner("ada"));

        Assert.False(refused.Succeeded);
        Assert.True(accepted.Succeeded);
    }

    [Fact]
    public void Accepts_TokenOfAnotherStart_IsFalse()
    {
        var state = new SetupState();

        Assert.True(state.Accepts($" {state.Token} "));
        Assert.False(state.Accepts(new SetupState().Token));
        Assert.False(state.Accepts(null));
    }
}
