using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Data;

/// <summary>The product's database.</summary>
public sealed class StudioDbContext(DbContextOptions<StudioDbContext> options)
    : IdentityDbContext<StudioUser>(options);
