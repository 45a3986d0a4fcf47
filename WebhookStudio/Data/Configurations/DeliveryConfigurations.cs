using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Data.Configurations;

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(d => d.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId);

        // The fence: a worker whose lease was taken changes nothing.
        builder.Property(d => d.LeaseToken).HasMaxLength(36).IsConcurrencyToken();

        // Read by the claim of a stage's lane and by the counters of the stages.
        builder.HasIndex(d => new { d.ProjectId, d.StageId, d.Status, d.DueAt });

        // Read by the sweep.
        builder.HasIndex(d => new { d.Status, d.DueAt });
        builder.HasIndex(d => d.TaskId);
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
        builder.HasOne<WebhookDelivery>().WithMany().HasForeignKey(a => a.DeliveryId);

        // Read by the logs, newest first: of a project, and of one stage.
        builder.HasIndex(a => new { a.ProjectId, a.StartedAt, a.Id });
        builder.HasIndex(a => new { a.ProjectId, a.StageId, a.StartedAt });
        builder.HasIndex(a => new { a.DeliveryId, a.Number });
    }
}
