using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WebhookStudio.Data.Configurations;

/// <remarks>The tables and the triggers that write them are made by <c>AttemptTallies</c> beside the migrations.</remarks>
internal sealed class AttemptTallyConfiguration : IEntityTypeConfiguration<AttemptTally>
{
    public void Configure(EntityTypeBuilder<AttemptTally> builder)
    {
        builder.ToTable("attempt_tallies", table => table.ExcludeFromMigrations());
        builder.HasKey(t => new { t.ProjectId, t.Slot, t.StageId, t.Trigger, t.Outcome, t.StatusCode, t.Accepted });
    }
}

internal sealed class ResponseTallyConfiguration : IEntityTypeConfiguration<ResponseTally>
{
    public void Configure(EntityTypeBuilder<ResponseTally> builder)
    {
        builder.ToTable("response_tallies", table => table.ExcludeFromMigrations());
        builder.HasKey(t => new { t.ProjectId, t.Slot, t.StageId, t.Longest });
    }
}
