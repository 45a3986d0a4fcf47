using System.Net;
using System.Text;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Receivers;
using WebhookStudio.Platform;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Receivers;

/// <summary>A project whose Webhook stage sends to its own test receiver, and a program that posts to it.</summary>
internal sealed class ReceiverScenario(StudioApp app, Project project, TestReceiver receiver) : IDisposable
{
    public const string Secret = "your_secret_key";

    private readonly HttpClient _client = new();

    public Project Project => project;

    public TestReceiver Receiver => receiver;

    public string Url => app.BaseUrl + TestReceiver.PathOf(receiver.Token);

    public static async Task<ReceiverScenario> CreateAsync(
        StudioApp app, Func<WebhookStageSettings, WebhookStageSettings>? change = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var project = Project.Create("Pastry detection", "", StudioApp.OwnerEmail, Workflow.Default, now);
        var receiver = TestReceiver.Create(project.Id, now);
        var settings = new WebhookStageSettings
        {
            Url = app.BaseUrl + TestReceiver.PathOf(receiver.Token),
            Auth = WebhookAuth.Secret,
            Secret = app.Get<ISecretProtector>().Seal(Secret),
        };
        project.ChangeWorkflow(Workflow.WithWebhook(change?.Invoke(settings) ?? settings), StudioApp.OwnerEmail, now);
        await app.ReadAsync(async db =>
        {
            db.Add(project);
            db.Add(receiver);

            return await db.SaveChangesAsync();
        });

        return new(app, project, receiver);
    }

    public Task AnswerWithAsync(ReceiverAnswer answer) => app.Get<ITestReceivers>().AnswerWithAsync(
        project.Id, answer, TestContext.Current.CancellationToken);

    /// <summary>Posts a body signed with a secret; unsigned without one.</summary>
    public async Task<(HttpStatusCode Status, string Text)> PostAsync(
        byte[] body, string? secret = Secret, string? url = null, CancellationToken? hangUp = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url ?? Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("Authorization", "Bearer hidden-token");

        if (secret is not null)
        {
            request.Headers.Add(WebhookSignature.HubHeader, WebhookSignature.Hub(secret, body));
        }

        using var response = await _client.SendAsync(request, hangUp ?? TestContext.Current.CancellationToken);

        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<(HttpStatusCode Status, string Text)> PostAsync(string body, string? secret = Secret) =>
        PostAsync(Encoding.UTF8.GetBytes(body), secret);

    public Task<IReadOnlyList<ReceivedLine>> ListAsync() =>
        app.Get<IReceivedLog>().ListAsync(project.Id, TestContext.Current.CancellationToken);

    public async Task<ReceivedDetails> NewestAsync()
    {
        var lines = await ListAsync();

        return (await app.Get<IReceivedLog>().FindAsync(
            project.Id, lines[0].Id, TestContext.Current.CancellationToken))!;
    }

    public void Dispose() => _client.Dispose();
}
