using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Data.Configurations;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).HasMaxLength(32);
        builder.Property(key => key.Prefix).HasMaxLength(ApiKey.PrefixLength);
        builder.Property(key => key.Hash).HasMaxLength(64);
        builder.Property(key => key.Name).HasMaxLength(100);
        builder.HasIndex(key => key.Prefix);
        builder.HasIndex(key => key.Hash).IsUnique();
        builder.HasOne<StudioUser>().WithMany().HasForeignKey(key => key.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
