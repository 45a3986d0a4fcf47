using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Data.Accounts;

namespace WebhookStudio.Data.Configurations;

internal sealed class InstanceConfiguration : IEntityTypeConfiguration<Instance>
{
    public void Configure(EntityTypeBuilder<Instance> builder)
    {
        builder.ToTable("instance");
        builder.HasKey(instance => instance.Id);
        builder.Property(instance => instance.Id).ValueGeneratedNever();
        builder.Property(instance => instance.Name).HasMaxLength(200);
        builder.Property(instance => instance.OwnerUserId).HasMaxLength(450);
    }
}
