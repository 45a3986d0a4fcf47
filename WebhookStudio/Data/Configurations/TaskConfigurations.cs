using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Data.Configurations;

internal sealed class LabelTaskConfiguration : IEntityTypeConfiguration<LabelTask>
{
    public void Configure(EntityTypeBuilder<LabelTask> builder)
    {
        builder.ToTable("tasks");
        builder.HasKey(t => t.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(t => t.ProjectId);
        builder.HasOne<Asset>().WithOne().HasForeignKey<LabelTask>(t => t.AssetId);
        builder.ComplexProperty(t => t.Time);
        builder.ComplexProperty(t => t.TotalTime);
        builder.Property(t => t.Answer)
            .HasConversion(StoredJson.Converter<TaskAnswer>(), StoredJson.Comparer<TaskAnswer>());
        builder.Property(t => t.Revision).IsConcurrencyToken();

        // Read by the stage rail, the queues of the Label stages and the tasks page.
        builder.HasIndex(t => new { t.ProjectId, t.StageId, t.Id });
        builder.HasIndex(t => new { t.ProjectId, t.ExternalId });

        // Read by the queues: the highest priority first, then the oldest.
        builder.HasIndex(t => new { t.ProjectId, t.StageId, t.Priority, t.Id }).IsDescending(false, false, true, false);
    }
}

internal sealed class StageVisitConfiguration : IEntityTypeConfiguration<StageVisit>
{
    public void Configure(EntityTypeBuilder<StageVisit> builder)
    {
        builder.ToTable("stage_visits");

        // A task's history lies together, so that reading it needs no index.
        builder.HasKey(v => new { v.TaskId, v.Id });
        builder.HasOne<LabelTask>().WithMany().HasForeignKey(v => v.TaskId);
        builder.ComplexProperty(v => v.Time);

        // Nothing is stored where the name follows from the identifier.
        builder.Property(v => v.SnapshotId).HasField("_snapshotId").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Property(v => v.Answer)
            .HasConversion(StoredJson.Converter<TaskAnswer?>(), StoredJson.Comparer<TaskAnswer?>());
    }
}
