using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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

        builder.HasIndex(t => new { t.ProjectId, t.ExternalId });

        // Read by the stage rail, and by the tasks page, which shows the shortest or longest in a stage of hundreds of thousands first.
        builder.HasIndex(t => new { t.ProjectId, t.StageId, t.StageEnteredAt });

        // These cost a delivery nothing: it changes neither, and a task whose webhook is sent is kept for nobody.
        builder.HasIndex(t => new { t.ProjectId, t.UpdatedAt });
        builder.HasIndex(t => new { t.ProjectId, t.Assignee, t.StageId }).HasFilter("Assignee IS NOT NULL");

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

        // Few visits are: the index has only those.
        builder.HasIndex(v => v.TaskId).HasFilter("IsSkipped").HasDatabaseName("IX_stage_visits_Skipped");
    }
}

internal sealed class TaskOperationConfiguration : IEntityTypeConfiguration<TaskOperation>
{
    public void Configure(EntityTypeBuilder<TaskOperation> builder)
    {
        builder.ToTable("task_operations");
        builder.HasKey(o => o.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(o => o.ProjectId);
        builder.Property(o => o.Change)
            .HasConversion(StoredJson.Converter<TaskChange>(), StoredJson.Unchanging<TaskChange>());
        builder.Property(o => o.Refusals).HasConversion(
            StoredJson.Converter<ImmutableArray<TaskRefusal>>(), new ValueComparer<ImmutableArray<TaskRefusal>>(
                (a, b) => a.Equals(b), value => value.GetHashCode(), value => value));
        builder.HasIndex(o => new { o.ProjectId, o.Status });
    }
}

internal sealed class FrozenTasksConfiguration : IEntityTypeConfiguration<FrozenTasks>
{
    public void Configure(EntityTypeBuilder<FrozenTasks> builder)
    {
        builder.ToTable("frozen_tasks");
        builder.HasKey(part => new { part.List, part.Number });
    }
}
