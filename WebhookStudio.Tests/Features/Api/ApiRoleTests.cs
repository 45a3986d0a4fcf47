using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Tests.Features.Api;

[Collection(ApiTests.Name)]
public sealed class ApiRoleTests(ApiFixture fixture)
{
    private readonly ApiClient _owner = fixture.Api;

    [Fact]
    public async Task Labeler_ReadsAndLabelsButManagesNothing()
    {
        var project = await _owner.CreateProjectAsync();
        await _owner.AddAsync(project, "a.png");
        var task = (await _owner.TasksAsync(project)).Single().GetProperty("_id").GetString();
        using var http = await LabelerAsync();
        var labeler = new ApiClient(http);

        (await labeler.PostAsync($"/v2/project/{project}", new { name = "x" })).AssertRefused(403);
        (await labeler.PostAsync("/v2/project", new { name = "x" })).AssertRefused(403);
        (await labeler.PostAsync($"/v2/project/{project}/cloud", new { })).AssertRefused(403);
        (await labeler.PostAsync($"/v2/batches/{project}", new { })).AssertRefused(403);
        (await labeler.PostAsync($"/v2/project/{project}/requeueTasks", new { })).AssertRefused(403);
        (await labeler.PostAsync($"/v2/project/{project}/rerun-webhook", new { })).AssertRefused(403);
        (await labeler.PostAsync($"/v2/project/{project}/tryNow", new { })).AssertRefused(403);
        (await labeler.GetAsync($"/v2/project/{project}/webhookLogs")).AssertRefused(403);
        (await labeler.GetAsync($"/v2/project/{project}/webhookLogs/{project}")).AssertRefused(403);
        (await labeler.GetAsync("/v2/deliverySettings")).AssertRefused(403);
        (await labeler.GetAsync($"/v2/export?project={project}")).AssertRefused(403);
        Assert.Equal(200, (await labeler.GetAsync($"/v2/project/{project}")).Status);
        var label = (await labeler.PostAsync($"/v2/annotate/{task}?nextStage=true", new { answer = new { } })).Data.GetProperty("label");
        Assert.StartsWith("labeler-", label.GetProperty("updatedBy").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labeler_OfAnotherStage_MayNotAnnotate()
    {
        var project = await _owner.CreateProjectAsync();
        await _owner.AddAsync(project, "a.png");
        var task = (await _owner.TasksAsync(project)).Single().GetProperty("_id").GetString();
        var stages = JsonNode.Parse((await _owner.GetAsync($"/v2/project/{project}")).Text)!["data"]!["project"]!["stages"]!;
        stages[1]!["assignedTo"] = new JsonArray("somebody@bakery.example");
        Assert.Equal(200, (await _owner.PostAsync($"/v2/project/{project}", new { stages })).Status);
        using var http = await LabelerAsync();
        var labeler = new ApiClient(http);

        var submitted = await labeler.PostAsync($"/v2/annotate/{task}?nextStage=true", new { answer = new { } });
        var saved = await labeler.PostAsync($"/v2/annotate/{task}", new { answer = new { } });

        submitted.AssertRefused(403, "assigned to other people");
        saved.AssertRefused(403);
        Assert.Equal(200, (await _owner.PostAsync($"/v2/annotate/{task}", new { answer = new { } })).Status);
    }

    [Fact]
    public async Task Labeler_ReadsTheReceiversAddressWithoutPathAndQuery()
    {
        var project = await _owner.CreateProjectAsync();
        var stages = JsonNode.Parse((await _owner.GetAsync($"/v2/project/{project}")).Text)!["data"]!["project"]!["stages"]!.AsArray();
        stages[1]!["next"] = new JsonArray("Hook");
        stages.Add(JsonNode.Parse("""
            {"id":"Hook","type":"Webhook","name":"Hook","position":{},"next":["Complete"],"url":"https://ml.bakery.example/services/T0/openSesame?key=letmein"}
            """));
        Assert.Equal(200, (await _owner.PostAsync($"/v2/project/{project}", new { stages })).Status);
        using var http = await LabelerAsync();

        var read = await new ApiClient(http).GetAsync($"/v2/project/{project}");

        Assert.Contains("https://ml.bakery.example, path hidden", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("openSesame", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("letmein", read.Text, StringComparison.Ordinal);
        Assert.Contains("letmein", (await _owner.GetAsync($"/v2/project/{project}")).Text, StringComparison.Ordinal);
    }

    private async Task<HttpClient> LabelerAsync()
    {
        await using var scope = fixture.App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StudioUser>>();
        var email = $"labeler-{Guid.NewGuid():N}@bakery.example";
        var user = new StudioUser { UserName = email, Email = email };
        await users.CreateAsync(user, "baguette-baguette");
        await users.AddToRoleAsync(user, StudioRoles.Labeler);

        var http = new HttpClient { BaseAddress = _owner.Http.BaseAddress };
        http.DefaultRequestHeaders.Add("apikey", await scope.ServiceProvider.GetRequiredService<IApiKeys>()
            .CreateAsync(user.Id, "test", TestContext.Current.CancellationToken));

        return http;
    }
}
