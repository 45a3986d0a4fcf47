using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Receivers;

/// <inheritdoc cref="ITestReceivers" />
internal sealed class TestReceivers(
    IDbContextFactory<StudioDbContext> database, IPublicAddress address, IProjectFeed feed, TimeProvider clock)
    : ITestReceivers
{
    public async Task<ReceiverSetup?> OpenAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var workflow = await db.Projects.AsNoTracking()
            .Where(p => p.Id == project).Select(p => p.Workflow).FirstOrDefaultAsync(cancellationToken);

        if (workflow is null)
        {
            return null;
        }

        var receiver = await db.TestReceivers.AsNoTracking()
            .FirstOrDefaultAsync(r => r.ProjectId == project, cancellationToken)
                ?? await MakeAsync(project, cancellationToken);
        var url = new Uri(address.BaseUrl + TestReceiver.PathOf(receiver.Token));
        var senders = workflow.Stages.Where(s => s.Settings is WebhookStageSettings w && receiver.IsAt(w.Url)).ToList();

        return new(
            url.ToString(),
            receiver.Answer,
            [.. senders.Select(stage => stage.Name)],
            workflow.Stages.Any(stage => stage.Kind is StageKind.Webhook),
            senders.Select(stage => new Uri(((WebhookStageSettings)stage.Settings).Url).Authority)
                .FirstOrDefault(called => called != url.Authority));
    }

    public async Task<Id<Project>?> FindProjectAsync(string token, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);

        return await db.TestReceivers.AsNoTracking()
            .Where(r => r.Token == token).Select(r => (Id<Project>?)r.ProjectId).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task AnswerWithAsync(Id<Project> project, ReceiverAnswer answer, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var receiver = await db.TestReceivers.FirstOrDefaultAsync(r => r.ProjectId == project, cancellationToken)
            ?? throw new DomainRuleException("receiver.unknown", "The project has no test receiver. Open its page first.");
        receiver.AnswerWith(answer);
        await db.SaveChangesAsync(cancellationToken);
        feed.Publish(project);
    }

    public async Task<int> ClearAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var gone = await db.ReceivedWebhooks
            .Where(w => db.TestReceivers.Any(r => r.Id == w.ReceiverId && r.ProjectId == project))
            .ExecuteDeleteAsync(cancellationToken);
        feed.Publish(project);

        return gone;
    }

    private async Task<TestReceiver> MakeAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var receiver = TestReceiver.Create(project, clock.GetUtcNow());
        db.Add(receiver);

        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody opened the page at the same time; the index lets one receiver through. Any other cause shows again.
            return await db.TestReceivers.AsNoTracking().FirstAsync(r => r.ProjectId == project, cancellationToken);
        }

        return receiver;
    }
}
