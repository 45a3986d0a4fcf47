using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Data.Configurations;

internal sealed class TestReceiverConfiguration : IEntityTypeConfiguration<TestReceiver>
{
    public void Configure(EntityTypeBuilder<TestReceiver> builder)
    {
        builder.ToTable("test_receivers");
        builder.HasKey(r => r.Id);
        builder.HasOne<Project>().WithMany().HasForeignKey(r => r.ProjectId);
        builder.Property(r => r.Token).HasMaxLength(TestReceiver.TokenLength);
        builder.HasIndex(r => r.ProjectId).IsUnique();
        builder.HasIndex(r => r.Token).IsUnique();
    }
}

internal sealed class ReceivedWebhookConfiguration : IEntityTypeConfiguration<ReceivedWebhook>
{
    public void Configure(EntityTypeBuilder<ReceivedWebhook> builder)
    {
        builder.ToTable("received_webhooks");
        builder.HasKey(r => r.Id);
        builder.HasOne<TestReceiver>().WithMany().HasForeignKey(r => r.ReceiverId);
        builder.Property(r => r.ExternalId).HasMaxLength(ReceivedWebhook.TextMaxLength);
        builder.Property(r => r.UserAgent).HasMaxLength(ReceivedWebhook.TextMaxLength);
        builder.Property(r => r.ContentType).HasMaxLength(ReceivedWebhook.TextMaxLength);
        builder.Property(r => r.SignatureSent).HasMaxLength(ReceivedWebhook.TextMaxLength);

        // Read by the list, newest first, and by the pruning.
        builder.HasIndex(r => new { r.ReceiverId, r.ReceivedAt, r.Id });
    }
}
