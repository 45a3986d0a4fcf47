using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class AssetImportTests(ApiFixture fixture)
{
    private static readonly Id<Project> Project = new("67a3be4088cb6f0f7976327b");

    private readonly RecordingFlow _flow = new();

    [Fact]
    public async Task Assets_AtTheBound_GoToTheFlowInTheirOrder()
    {
        var import = new AssetImport(fixture.App.Get<BatchService>(), fixture.App.Get<AssetAddress>(), _flow);
        var assets = Enumerable.Range(0, AssetImport.MaxAssets).Select(i => new { data = $"https://x.example/{i}.png" });

        await import.AddAsync(
            Project,
            new JsonFields(JsonSerializer.SerializeToElement(new { assets })),
            [],
            "ada@bakery.example",
            TestContext.Current.CancellationToken);

        Assert.Equal(AssetImport.MaxAssets, _flow.Added.Count);
        Assert.Equal("9999.png", _flow.Added[^1].ExternalId);
    }

    private sealed class RecordingFlow : ITaskFlow
    {
        public IReadOnlyList<NewAsset> Added { get; private set; } = [];

        public Task<IReadOnlyList<LabelTask>> AddAsync(
            Id<Project> project, IReadOnlyList<NewAsset> assets, string by, CancellationToken cancellationToken)
        {
            Added = assets;

            return Task.FromResult<IReadOnlyList<LabelTask>>([]);
        }

        public Task<LabelTask> SaveAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<LabelTask> SubmitAsync(Id<LabelTask> task, LabelWork work, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<int> ForwardAsync(
            Id<Project> project, StageId stage, ForwardChoice choice, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<int> RequeueAsync(
            Id<Project> project, IReadOnlyList<Id<LabelTask>> tasks, StageId to, RequeueOptions options, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
