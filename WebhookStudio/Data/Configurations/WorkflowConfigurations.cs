using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Data.Configurations;

internal sealed class WorkflowVersionConfiguration : IEntityTypeConfiguration<WorkflowVersion>
{
    public void Configure(EntityTypeBuilder<WorkflowVersion> builder)
    {
        builder.ToTable("workflow_versions");
        builder.HasKey(v => new { v.ProjectId, v.Number });
        builder.HasOne<Project>().WithMany().HasForeignKey(v => v.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(v => v.Number).ValueGeneratedNever();
        builder.Property(v => v.Note).HasMaxLength(WorkflowVersion.NoteMaxLength);
        builder.Property(v => v.Workflow)
            .HasConversion(StoredJson.Converter<Workflow>(), StoredJson.Unchanging<Workflow>());
    }
}

internal sealed class WorkflowDraftConfiguration : IEntityTypeConfiguration<WorkflowDraft>
{
    public void Configure(EntityTypeBuilder<WorkflowDraft> builder)
    {
        builder.ToTable("workflow_drafts");
        builder.HasKey(d => d.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(d => d.KeptBecause).HasMaxLength(WorkflowDraft.ReasonMaxLength);
        builder.Property(d => d.Workflow)
            .HasConversion(StoredJson.Converter<Workflow>(), StoredJson.Comparer<Workflow>());
        builder.Property(d => d.Revision).IsConcurrencyToken();

        // A person edits one draft; the others are put aside.
        builder.HasIndex(d => new { d.ProjectId, d.Owner }).IsUnique().HasFilter("KeptBecause IS NULL");
    }
}
