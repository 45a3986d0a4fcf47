using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Data.Configurations;

internal sealed class ListImportConfiguration : IEntityTypeConfiguration<ListImport>
{
    public void Configure(EntityTypeBuilder<ListImport> builder)
    {
        builder.ToTable("list_imports");
        builder.HasKey(i => i.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(i => i.ProjectId);

        // Who cancels wins over who adds.
        builder.Property(i => i.Status).IsConcurrencyToken();
        builder.HasIndex(i => new { i.ProjectId, i.CreatedAt });
    }
}
