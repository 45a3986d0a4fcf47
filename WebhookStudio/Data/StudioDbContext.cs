using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Data;

/// <summary>The product's database. Every table is described by a class in <c>Data/Configurations</c>.</summary>
public sealed class StudioDbContext(DbContextOptions<StudioDbContext> options)
    : IdentityDbContext<StudioUser>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(StudioDbContext).Assembly);
    }
}
