using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Data.Configurations;

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.ToTable("projects");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Name).HasMaxLength(Project.NameMaxLength);
        builder.Property(p => p.Schema)
            .HasConversion(StoredJson.Converter<CategorySchema>(), StoredJson.Comparer<CategorySchema>());
        builder.Property(p => p.Workflow)
            .HasConversion(StoredJson.Converter<Workflow>(), StoredJson.Comparer<Workflow>());
        builder.Property(p => p.WorkflowVersion).IsConcurrencyToken();
    }
}

internal sealed class BatchConfiguration : IEntityTypeConfiguration<Batch>
{
    public void Configure(EntityTypeBuilder<Batch> builder)
    {
        builder.ToTable("batches");
        builder.HasKey(b => b.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(b => b.ProjectId);
        builder.HasIndex(b => new { b.ProjectId, b.Name }).IsUnique();
    }
}

internal sealed class AssetConfiguration : IEntityTypeConfiguration<Asset>
{
    public void Configure(EntityTypeBuilder<Asset> builder)
    {
        builder.ToTable("assets");
        builder.HasKey(a => a.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(a => a.ProjectId);
        builder.Property(a => a.Metadata)
            .HasConversion(StoredJson.Converter<JsonElement>(), StoredJson.Unchanging<JsonElement>());
        builder.Property(a => a.Dataset)
            .HasConversion(
                StoredJson.Converter<ImmutableArray<string>>(), StoredJson.Unchanging<ImmutableArray<string>>());
        builder.HasIndex(a => new { a.ProjectId, a.ExternalId });
    }
}

internal sealed class AssetBatchConfiguration : IEntityTypeConfiguration<AssetBatch>
{
    public void Configure(EntityTypeBuilder<AssetBatch> builder)
    {
        builder.ToTable("asset_batches");
        builder.HasKey(ab => new { ab.AssetId, ab.BatchId });
        builder.HasOne<Asset>().WithMany().HasForeignKey(ab => ab.AssetId);
        builder.HasOne<Batch>().WithMany().HasForeignKey(ab => ab.BatchId);
        builder.HasIndex(ab => ab.BatchId);
    }
}
