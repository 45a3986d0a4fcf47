using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebhookStudio.Data.Migrations
{
    /// <summary>Identifiers become bytes, what has ended leaves the indexes, and the log of attempts repeats nothing.</summary>
    /// <remarks>Every table with identifiers is made anew, in one transaction: what EF would do for it cannot run in one. The
    /// former tables are renamed first, and what refers to them follows; they go when nothing refers to them any more.</remarks>
    public partial class CompactRows : Migration
    {
        // Those that refer come before those that they refer to.
        private static readonly string[] Former =
        [
            "asset_batches", "stage_visits", "tasks", "attempt_exchanges", "delivery_attempts", "delivery_payloads", "deliveries",
            "bulk_runs", "stage_circuits", "received_webhooks", "test_receivers", "batches", "assets", "projects",
        ];

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var table in Former)
            {
                migrationBuilder.Sql($"ALTER TABLE {table} RENAME TO {table}_before;");
            }

            RemakeTasks(migrationBuilder);
            RemakeDeliveries(migrationBuilder);
            RemakeAttempts(migrationBuilder);

            foreach (var table in Former)
            {
                migrationBuilder.Sql($"DROP TABLE {table}_before;");
            }

            migrationBuilder.Sql("""
                CREATE INDEX "IX_asset_batches_BatchId" ON "asset_batches" ("BatchId");
                CREATE INDEX "IX_assets_ProjectId_ExternalId" ON "assets" ("ProjectId", "ExternalId");
                CREATE UNIQUE INDEX "IX_batches_ProjectId_Name" ON "batches" ("ProjectId", "Name");
                CREATE INDEX "IX_bulk_runs_ProjectId_Status" ON "bulk_runs" ("ProjectId", "Status");
                CREATE INDEX "IX_deliveries_LeaseUntil" ON "deliveries" ("LeaseUntil") WHERE LeaseToken IS NOT NULL;
                CREATE INDEX "IX_deliveries_ProjectId_StageId" ON "deliveries" ("ProjectId", "StageId") WHERE Status IN (0, 1, 2, 3);
                CREATE INDEX "IX_deliveries_ProjectId_StageId_ExternalId" ON "deliveries" ("ProjectId", "StageId", "ExternalId") WHERE Status IN (0, 1, 2, 3);
                CREATE INDEX "IX_deliveries_ProjectId_StageId_Status_Trigger_DueAt" ON "deliveries" ("ProjectId", "StageId", "Status", "Trigger", "DueAt") WHERE Status < 4;
                CREATE INDEX "IX_deliveries_RunId_Status" ON "deliveries" ("RunId", "Status") WHERE RunId IS NOT NULL;
                CREATE INDEX "IX_deliveries_TaskId" ON "deliveries" ("TaskId");
                CREATE INDEX "IX_received_webhooks_ReceiverId_ReceivedAt_Id" ON "received_webhooks" ("ReceiverId", "ReceivedAt", "Id");
                CREATE UNIQUE INDEX "IX_tasks_AssetId" ON "tasks" ("AssetId");
                CREATE INDEX "IX_tasks_ProjectId_ExternalId" ON "tasks" ("ProjectId", "ExternalId");
                CREATE INDEX "IX_tasks_ProjectId_StageId_Id" ON "tasks" ("ProjectId", "StageId", "Id");
                CREATE UNIQUE INDEX "IX_test_receivers_ProjectId" ON "test_receivers" ("ProjectId");
                CREATE UNIQUE INDEX "IX_test_receivers_Token" ON "test_receivers" ("Token");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new System.NotSupportedException(
            "There is no way back: the former version does not read these identifiers. Restore a copy of the data folder.");

        /// <summary>Makes a table anew and fills it with what the former one has, in the same order.</summary>
        private static void Remake(
            MigrationBuilder migrationBuilder, string table, string columns, string values, bool withoutRowId = false)
        {
            migrationBuilder.Sql($"CREATE TABLE \"{table}\" ({columns}){(withoutRowId ? " WITHOUT ROWID" : "")};");
            migrationBuilder.Sql($"INSERT INTO \"{table}\" SELECT {values} FROM {table}_before ORDER BY rowid;");
        }

        // The same as StoredStageId: a UUID in its bytes, a name of as many characters with a zero in front, others as they are.
        private static string Stage(string column)
        {
            const string Hex = "[0-9a-f]";
            var four = string.Concat(System.Linq.Enumerable.Repeat(Hex, 4));
            var uuid = $"{four}{four}-{four}-{four}-{four}-{four}{four}{four}";

            return $"""
                CASE WHEN {column} GLOB '{uuid}' THEN unhex(replace({column}, '-', ''))
                WHEN length({column}) = 16 THEN unhex('00' || hex({column})) ELSE CAST({column} AS BLOB) END
                """;
        }

        private static string Microseconds(string column) => $"CAST(round({column} * 1000) AS INTEGER)";
    }
}
