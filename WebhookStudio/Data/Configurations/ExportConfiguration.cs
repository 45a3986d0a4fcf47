using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Data.Configurations;

internal sealed class ExportConfiguration : IEntityTypeConfiguration<Export>
{
    public void Configure(EntityTypeBuilder<Export> builder)
    {
        builder.ToTable("exports");
        builder.HasKey(e => e.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(e => e.ProjectId);
        builder.Property(e => e.Scope)
            .HasConversion(StoredJson.Converter<ExportScope>(), StoredJson.Unchanging<ExportScope>());

        // Who cancels wins over who writes.
        builder.Property(e => e.Status).IsConcurrencyToken();
        builder.HasIndex(e => new { e.ProjectId, e.CreatedAt });
    }
}
