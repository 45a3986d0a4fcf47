using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Data.Configurations;

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    /// <summary>Pending, sending, retrying or held. What has ended is in no index but that of its task: it is most of the
    /// table. A query has to say it in these words (<c>Status &lt; 4</c>), otherwise the index is not used.</summary>
    private const string Owed = "Status < 4";

    /// <summary>The same in other words, so that the index above is not taken where the order of entry matters.</summary>
    private const string OwedInOrder = "Status IN (0, 1, 2, 3)";

    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(d => d.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId);

        // The fence: a worker whose lease was taken changes nothing.
        builder.Property(d => d.LeaseToken).HasMaxLength(36).IsConcurrencyToken();

        // Read by the claim of a stage's lane, by the counters of the stages and by the sweep.
        builder.HasIndex(d => new { d.ProjectId, d.StageId, d.Status, d.Trigger, d.DueAt }).HasFilter(Owed);

        // Read by the sweep, for workers that have died.
        builder.HasIndex(d => d.LeaseUntil).HasFilter("LeaseToken IS NOT NULL");
        builder.HasIndex(d => d.TaskId);

        // Read by lanes with a strict order.
        builder.HasIndex(d => new { d.ProjectId, d.StageId }).HasFilter(OwedInOrder);
        builder.HasIndex(d => new { d.ProjectId, d.StageId, d.ExternalId }).HasFilter(OwedInOrder);

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

/// <summary>Attempts are read and written through a view, which keeps apart what hundreds of thousands of them repeat.</summary>
/// <remarks>The view, its triggers and the tables behind it are made by <c>AttemptLog</c> beside the migrations; a new
/// property has to be added there.</remarks>
internal sealed class DeliveryAttemptConfiguration : IEntityTypeConfiguration<DeliveryAttempt>
{
    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.ToTable("delivery_attempts", view => view.ExcludeFromMigrations());
        builder.HasKey(a => a.Id);
        builder.Property(a => a.DurationMs).HasColumnName("Duration").HasConversion<MicrosecondsConverter>();
        builder.ComplexProperty(a => a.Phases, phases =>
        {
            phases.Property(p => p.Dns).HasConversion<MicrosecondsConverter>();
            phases.Property(p => p.Connect).HasConversion<MicrosecondsConverter>();
            phases.Property(p => p.Tls).HasConversion<MicrosecondsConverter>();
            phases.Property(p => p.FirstByte).HasConversion<MicrosecondsConverter>();
            phases.Property(p => p.Body).HasConversion<MicrosecondsConverter>();
        });
        builder.HasOne(a => a.Exchange).WithOne().HasForeignKey<AttemptExchange>(e => e.AttemptId);
    }
}

internal sealed class AttemptRowConfiguration : IEntityTypeConfiguration<AttemptRow>
{
    public void Configure(EntityTypeBuilder<AttemptRow> builder)
    {
        builder.ToTable("attempts", table => table.ExcludeFromMigrations());
        builder.HasKey(a => a.Id);
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
