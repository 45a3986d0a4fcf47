using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <inheritdoc cref="IReceivedLog" />
internal sealed class ReceivedLog(IDbContextFactory<StudioDbContext> database) : IReceivedLog
{
    private static readonly Expression<Func<ReceivedWebhook, ReceivedLine>> Line = w => new ReceivedLine(
        w.Id, w.ReceivedAt, w.Status, w.AnswerMs, w.Verdict, w.ExternalId, w.Trigger, w.Attempt, w.UserAgent);

    public async Task<IReadOnlyList<ReceivedLine>> ListAsync(Id<Project> project, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);

        return await Of(db, project)
            .OrderByDescending(w => w.ReceivedAt).ThenByDescending(w => w.Id)
            .Take(TestReceiver.KeptRequests)
            .Select(Line)
            .ToListAsync(cancellationToken);
    }

    public async Task<ReceivedDetails?> FindAsync(
        Id<Project> project, Id<ReceivedWebhook> request, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var found = await Of(db, project).FirstOrDefaultAsync(w => w.Id == request, cancellationToken);

        return found is null
            ? null
            : new(
                Line.Compile()(found),
                [.. found.Headers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Header)],
                found.ContentType,
                found.Body,
                found.BodyCut,
                found.SignatureSent,
                found.SignatureComputed);
    }

    private static IQueryable<ReceivedWebhook> Of(StudioDbContext db, Id<Project> project) =>
        db.ReceivedWebhooks.AsNoTracking()
            .Where(w => db.TestReceivers.Any(r => r.Id == w.ReceiverId && r.ProjectId == project));

    private static ReceivedHeader Header(string line) =>
        line.Split(": ", 2) is [var name, var value] ? new(name, value) : new(line, "");
}
