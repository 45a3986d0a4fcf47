using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebhookStudio.Data.Migrations
{
    /// <inheritdoc />
    public partial class DeliveryEngine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A table is made anew by hand, because what EF would do for it cannot run in the transaction of the migration.
            migrationBuilder.DropIndex(name: "IX_delivery_attempts_DeliveryId_Number", table: "delivery_attempts");

            migrationBuilder.DropIndex(name: "IX_delivery_attempts_ProjectId_StageId_StartedAt", table: "delivery_attempts");

            migrationBuilder.DropIndex(name: "IX_delivery_attempts_ProjectId_StartedAt_Id", table: "delivery_attempts");

            migrationBuilder.RenameTable(name: "delivery_attempts", newName: "delivery_attempts_before");

            migrationBuilder.CreateTable(
                name: "delivery_attempts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    DeliveryId = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ProjectId = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    TaskId = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    StageId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    StageName = table.Column<string>(type: "TEXT", nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Trigger = table.Column<int>(type: "INTEGER", nullable: false),
                    TriggeredBy = table.Column<string>(type: "TEXT", nullable: true),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DurationMs = table.Column<double>(type: "REAL", nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    StatusCode = table.Column<int>(type: "INTEGER", nullable: true),
                    Accepted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    ResponseCut = table.Column<bool>(type: "INTEGER", nullable: false),
                    WorkflowVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    RemoteAddress = table.Column<string>(type: "TEXT", nullable: true),
                    RetryAfterSeconds = table.Column<int>(type: "INTEGER", nullable: true),
                    Phases_Body = table.Column<double>(type: "REAL", nullable: true),
                    Phases_Connect = table.Column<double>(type: "REAL", nullable: true),
                    Phases_Dns = table.Column<double>(type: "REAL", nullable: true),
                    Phases_FirstByte = table.Column<double>(type: "REAL", nullable: true),
                    Phases_Tls = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_attempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "attempt_exchanges",
                columns: table => new
                {
                    AttemptId = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    RequestHeaders = table.Column<string>(type: "TEXT", nullable: true),
                    RequestBody = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ResponseHeaders = table.Column<string>(type: "TEXT", nullable: true),
                    ResponseBody = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempt_exchanges", x => x.AttemptId);
                    table.ForeignKey(
                        name: "FK_attempt_exchanges_delivery_attempts_AttemptId",
                        column: x => x.AttemptId,
                        principalTable: "delivery_attempts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql("""
                INSERT INTO delivery_attempts (
                    Id, DeliveryId, ProjectId, TaskId, StageId, StageName, ExternalId, Number, Trigger, TriggeredBy, StartedAt,
                    DurationMs, Outcome, StatusCode, Accepted, Detail, Url, ResponseCut, WorkflowVersion)
                SELECT Id, DeliveryId, ProjectId, TaskId, StageId, StageName, ExternalId, Number, Trigger, TriggeredBy, StartedAt,
                    DurationMs, Outcome, StatusCode, Accepted, Detail, Url, ResponseCut, 0 FROM delivery_attempts_before;
                """);

            migrationBuilder.Sql("""
                INSERT INTO attempt_exchanges (AttemptId, RequestHeaders, ResponseHeaders, ResponseBody)
                SELECT Id, RequestHeaders, ResponseHeaders, ResponseBody FROM delivery_attempts_before
                WHERE RequestHeaders IS NOT NULL OR ResponseHeaders IS NOT NULL OR ResponseBody IS NOT NULL;
                """);

            migrationBuilder.DropTable(name: "delivery_attempts_before");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_attempts_DeliveryId_Number",
                table: "delivery_attempts",
                columns: new[] { "DeliveryId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_attempts_ProjectId_StageId_StartedAt",
                table: "delivery_attempts",
                columns: new[] { "ProjectId", "StageId", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_attempts_ProjectId_StartedAt_Id",
                table: "delivery_attempts",
                columns: new[] { "ProjectId", "StartedAt", "Id" });

            migrationBuilder.DropIndex(
                name: "IX_deliveries_ProjectId_StageId_Status_DueAt",
                table: "deliveries");

            migrationBuilder.AddColumn<int>(
                name: "AskedSeconds",
                table: "deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RunId",
                table: "deliveries",
                type: "TEXT",
                maxLength: 24,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bulk_runs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    ProjectId = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    StageId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Delivered = table.Column<int>(type: "INTEGER", nullable: true),
                    StillHeld = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bulk_runs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_bulk_runs_projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stage_circuits",
                columns: table => new
                {
                    ProjectId = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    StageId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Probes = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ProbeAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Cause = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stage_circuits", x => new { x.ProjectId, x.StageId });
                    table.ForeignKey(
                        name: "FK_stage_circuits_projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_ProjectId_StageId_Status_Trigger_DueAt",
                table: "deliveries",
                columns: new[] { "ProjectId", "StageId", "Status", "Trigger", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_RunId_Status",
                table: "deliveries",
                columns: new[] { "RunId", "Status" },
                filter: "RunId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_bulk_runs_ProjectId_Status",
                table: "bulk_runs",
                columns: new[] { "ProjectId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_ProjectId_StageId",
                table: "deliveries",
                columns: new[] { "ProjectId", "StageId" },
                filter: "Status IN (0, 1, 2, 3)");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_ProjectId_StageId_ExternalId",
                table: "deliveries",
                columns: new[] { "ProjectId", "StageId", "ExternalId" },
                filter: "Status IN (0, 1, 2, 3)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => throw new System.NotSupportedException(
            "There is no way back: the former form cannot hold what this one does. Restore a copy of the data folder.");
    }
}
