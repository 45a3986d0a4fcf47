using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Data.Configurations;

internal sealed class StageAlarmConfiguration : IEntityTypeConfiguration<StageAlarm>
{
    public void Configure(EntityTypeBuilder<StageAlarm> builder)
    {
        builder.ToTable("stage_alarms");
        builder.HasKey(a => new { a.ProjectId, a.StageId });
        builder.HasOne<Project>().WithMany().HasForeignKey(a => a.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class StageAlertConfiguration : IEntityTypeConfiguration<StageAlert>
{
    public void Configure(EntityTypeBuilder<StageAlert> builder)
    {
        builder.ToTable("stage_alerts");
        builder.HasKey(a => a.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(a => a.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(a => new { a.ProjectId, a.Id });

        // Of two jobs with the same alert one takes it.
        builder.Property(a => a.DueAt).IsConcurrencyToken();

        // Read by the watch, again and again.
        builder.HasIndex(a => a.DueAt).HasFilter("Sending = 1");
    }
}

internal sealed class AlertTargetConfiguration : IEntityTypeConfiguration<AlertTarget>
{
    public void Configure(EntityTypeBuilder<AlertTarget> builder)
    {
        builder.ToTable("alert_targets");
        builder.HasKey(t => t.ProjectId);
        builder.HasOne<Project>().WithOne().HasForeignKey<AlertTarget>(t => t.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(t => t.Secret).HasConversion(secret => secret!.Cipher, cipher => new SealedText(cipher));
    }
}

internal sealed class ProjectVisitorConfiguration : IEntityTypeConfiguration<ProjectVisitor>
{
    public void Configure(EntityTypeBuilder<ProjectVisitor> builder)
    {
        builder.ToTable("project_visitors");
        builder.HasKey(v => new { v.ProjectId, v.Email });
        builder.HasOne<Project>().WithMany().HasForeignKey(v => v.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(v => v.Dismissed).HasConversion(
            StoredJson.Converter<ImmutableArray<string>>(),
            new ValueComparer<ImmutableArray<string>>((a, b) => a == b, value => value.GetHashCode(), value => value));
    }
}
