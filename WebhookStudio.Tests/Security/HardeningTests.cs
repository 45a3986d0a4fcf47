using System.Text;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Receivers;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Security;

/// <summary>What was found to leak, or could, stays shut.</summary>
public class HardeningTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/receiver/{0}", true)]
    [InlineData("/receiver/{0}/", true)]
    [InlineData("/RECEIVER/{0}", true)]
    [InlineData("/base/receiver/{0}?x=1", true)]
    [InlineData("/other/{0}", false)]
    [InlineData("/receiver/{0}x", false)]
    public void IsAt_WhateverRoutingTakes_IsRecognised(string path, bool expected)
    {
        var receiver = TestReceiver.Create(Id<Project>.New(DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch);

        Assert.Equal(expected, receiver.IsAt("https://studio.example" + string.Format(null, path, receiver.Token)));
    }

    [Fact]
    public async Task TestReceiver_HeadersOfAnotherProject_AreNotShown()
    {
        await using var app = new StudioApp().Start();
        var mine = await Scenario.CreateAsync(app, "");
        var url = (await app.Get<ITestReceivers>().OpenAsync(mine.ProjectId, Cancelled))!.Url;
        var sealedValue = app.Get<ISecretProtector>().Seal("hidden-value");
        var other = await Scenario.CreateAsync(
            app, url, settings => settings with { Auth = WebhookAuth.None, Secret = null, Headers = [new("X-Api-Key", sealedValue)] });

        var task = await other.SubmitNewAsync();

        await other.ArrivesAsync(task, StageId.Complete, Cancelled);
        var headers = await app.ReadAsync(db => db.ReceivedWebhooks.Select(webhook => webhook.Headers).SingleAsync(Cancelled));
        Assert.Contains("X-Api-Key: (hidden)", headers, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-value", headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoredSvg_ThroughTheWholeApplication_StaysInItsSandbox()
    {
        await using var app = new StudioApp().Start();
        var project = Id<Project>.New(DateTimeOffset.UnixEpoch);
        using var drawing = new MemoryStream(Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"));
        var path = await app.Get<IAssetFiles>().StoreAsync(project, "drawing.svg", drawing, Cancelled);
        using var client = new HttpClient();

        using var answer = await client.GetAsync(app.Get<IAssetFiles>().PublicUrl(path), Cancelled);

        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task DataFolder_OfANewInstallation_IsTheServersAlone()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("studio-").FullName, "data");
        await using var app = new StudioApp(folder).Start();

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(folder) & Others);
        Assert.Equal((UnixFileMode)0, File.GetUnixFileMode(Path.Combine(folder, "keys")) & Others);
    }

    [Fact]
    public async Task ApiKey_ReplacedInTheConfiguration_StopsWorking()
    {
        var folder = Directory.CreateTempSubdirectory("studio-").FullName;

        await using (new StudioApp(folder).Start())
        {
        }

        await using var app = new StudioApp(folder).With("WebhookStudio:Owner:ApiKey", "another-key-0123456789").Start();
        using var client = app.CreateApiClient();

        using var answer = await client.GetAsync("/v2/listProjects", Cancelled);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
