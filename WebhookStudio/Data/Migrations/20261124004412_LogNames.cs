using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebhookStudio.Data.Migrations
{
    /// <summary>Tests are found by the name they were sent with: no delivery says it. The index has no other lines.</summary>
    public partial class LogNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            CREATE INDEX "IX_attempts_ExternalId_TaskId" ON "attempts" ("ExternalId", "TaskId") WHERE "ExternalId" IS NOT NULL;
            """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            DROP INDEX "IX_attempts_ExternalId_TaskId";
            """);
    }
}
