using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using WebhookStudio.Data.Accounts;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Exports;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Receivers;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Data;

/// <summary>The product's database.</summary>
public sealed class StudioDbContext(DbContextOptions<StudioDbContext> options)
    : IdentityDbContext<StudioUser>(options)
{
    public DbSet<Project> Projects => Set<Project>();

    public DbSet<WorkflowVersion> WorkflowVersions => Set<WorkflowVersion>();

    public DbSet<WorkflowDraft> WorkflowDrafts => Set<WorkflowDraft>();

    public DbSet<Batch> Batches => Set<Batch>();

    public DbSet<Asset> Assets => Set<Asset>();

    public DbSet<AssetBatch> AssetBatches => Set<AssetBatch>();

    public DbSet<ListImport> ListImports => Set<ListImport>();

    public DbSet<LabelTask> Tasks => Set<LabelTask>();

    public DbSet<StageVisit> Visits => Set<StageVisit>();

    public DbSet<WebhookDelivery> Deliveries => Set<WebhookDelivery>();

    public DbSet<DeliveryPayload> Payloads => Set<DeliveryPayload>();

    public DbSet<DeliveryAttempt> Attempts => Set<DeliveryAttempt>();

    public DbSet<AttemptExchange> Exchanges => Set<AttemptExchange>();

    public DbSet<BulkRun> BulkRuns => Set<BulkRun>();

    public DbSet<StageCircuit> Circuits => Set<StageCircuit>();

    public DbSet<Export> Exports => Set<Export>();

    public DbSet<TaskOperation> TaskOperations => Set<TaskOperation>();

    public DbSet<FrozenTasks> FrozenTasks => Set<FrozenTasks>();

    public DbSet<StageAlarm> Alarms => Set<StageAlarm>();

    public DbSet<StageAlert> Alerts => Set<StageAlert>();

    public DbSet<AlertTarget> AlertTargets => Set<AlertTarget>();

    public DbSet<ProjectVisitor> Visitors => Set<ProjectVisitor>();

    public DbSet<TestReceiver> TestReceivers => Set<TestReceiver>();

    public DbSet<ReceivedWebhook> ReceivedWebhooks => Set<ReceivedWebhook>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(StudioDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ConvertIds<Project>(configurationBuilder);
        ConvertIds<Batch>(configurationBuilder);
        ConvertIds<Asset>(configurationBuilder);
        ConvertIds<ListImport>(configurationBuilder);
        ConvertIds<LabelTask>(configurationBuilder);
        ConvertIds<StageVisit>(configurationBuilder);
        ConvertIds<WebhookDelivery>(configurationBuilder);
        ConvertIds<DeliveryAttempt>(configurationBuilder);
        ConvertIds<BulkRun>(configurationBuilder);
        ConvertIds<Export>(configurationBuilder);
        ConvertIds<TaskOperation>(configurationBuilder);
        ConvertIds<FrozenTasks>(configurationBuilder);
        ConvertIds<StageAlert>(configurationBuilder);
        ConvertIds<WorkflowDraft>(configurationBuilder);
        ConvertIds<TestReceiver>(configurationBuilder);
        ConvertIds<ReceivedWebhook>(configurationBuilder);
        configurationBuilder.Properties<StageId>().HaveConversion<StageIdConverter>().HaveMaxLength(StoredStageId.MaxLength);

        if (Database.IsSqlite())
        {
            // SQLite cannot compare or sort DateTimeOffset; every instant here is UTC, so ticks lose nothing.
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        }
    }

    private static void ConvertIds<T>(ModelConfigurationBuilder conventions) =>
        conventions.Properties<Id<T>>().HaveConversion<IdConverter<T>>().HaveMaxLength(Id<T>.ByteLength);
}
