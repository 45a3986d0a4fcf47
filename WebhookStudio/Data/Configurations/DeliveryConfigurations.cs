using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Data.Configurations;

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    private const string Owed = "Status IN (0, 1, 2, 3)";

    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(d => d.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId);

        // The fence: a worker whose lease was taken changes nothing.
        builder.Property(d => d.LeaseToken).HasMaxLength(36).IsConcurrencyToken();

        // Read by the claim of a stage's lane and by the counters of the stages.
        builder.HasIndex(d => new { d.ProjectId, d.StageId, d.Status, d.Trigger, d.DueAt });

        // Read by the sweep.
        builder.HasIndex(d => new { d.Status, d.DueAt });
        builder.HasIndex(d => d.TaskId);

        // Read by lanes with a strict order. Both know only what is owed: pending, sending, retrying or held.
        builder.HasIndex(d => new { d.ProjectId, d.StageId }).HasFilter(Owed);
        builder.HasIndex(d => new { d.ProjectId, d.StageId, d.ExternalId }).HasFilter(Owed);

        // Read by the progress of bulk runs.
        builder.HasIndex(d => new { d.RunId, d.Status }).HasFilter("RunId IS NOT NULL");
    }
}

internal sealed class DeliveryPayloadConfiguration : IEntityTypeConfiguration<DeliveryPayload>
{
    public void Configure(EntityTypeBuilder<DeliveryPayload> builder)
    {
        builder.ToTable("delivery_payloads");
        builder.HasKey(p => p.DeliveryId);
        builder.HasOne<WebhookDelivery>().WithOne().HasForeignKey<DeliveryPayload>(p => p.DeliveryId);
    }
}

internal sealed class DeliveryAttemptConfiguration : IEntityTypeConfiguration<DeliveryAttempt>
{
    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.ToTable("delivery_attempts");
        builder.HasKey(a => a.Id);
        builder.ComplexProperty(a => a.Phases);
        builder.HasOne(a => a.Exchange).WithOne().HasForeignKey<AttemptExchange>(e => e.AttemptId);

        // Read by the logs, newest first: of a project, and of one stage.
        builder.HasIndex(a => new { a.ProjectId, a.StartedAt, a.Id });
        builder.HasIndex(a => new { a.ProjectId, a.StageId, a.StartedAt });
        builder.HasIndex(a => new { a.DeliveryId, a.Number });
    }
}

internal sealed class AttemptExchangeConfiguration : IEntityTypeConfiguration<AttemptExchange>
{
    public void Configure(EntityTypeBuilder<AttemptExchange> builder)
    {
        builder.ToTable("attempt_exchanges");
        builder.HasKey(e => e.AttemptId);
    }
}

internal sealed class BulkRunConfiguration : IEntityTypeConfiguration<BulkRun>
{
    public void Configure(EntityTypeBuilder<BulkRun> builder)
    {
        builder.ToTable("bulk_runs");
        builder.HasKey(r => r.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId);
        builder.HasIndex(r => new { r.ProjectId, r.Status });
    }
}

internal sealed class StageCircuitConfiguration : IEntityTypeConfiguration<StageCircuit>
{
    public void Configure(EntityTypeBuilder<StageCircuit> builder)
    {
        builder.ToTable("stage_circuits");
        builder.HasKey(c => new { c.ProjectId, c.StageId });
        builder.HasOne<Project>().WithMany().HasForeignKey(c => c.ProjectId);
    }
}
