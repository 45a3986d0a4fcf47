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
                INSERT INTO attempt_exchanges (AttemptId, RequestHeaders, ResponseHeaders, ResponseBody)
                SELECT Id, RequestHeaders, ResponseHeaders, ResponseBody FROM delivery_attempts
                WHERE RequestHeaders IS NOT NULL OR ResponseHeaders IS NOT NULL OR ResponseBody IS NOT NULL;
                """);

            migrationBuilder.DropForeignKey(
                name: "FK_delivery_attempts_deliveries_DeliveryId",
                table: "delivery_attempts");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_ProjectId_StageId_Status_DueAt",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "RequestHeaders",
                table: "delivery_attempts");

            migrationBuilder.DropColumn(
                name: "ResponseBody",
                table: "delivery_attempts");

            migrationBuilder.DropColumn(
                name: "ResponseHeaders",
                table: "delivery_attempts");

            migrationBuilder.AddColumn<string>(
                name: "RemoteAddress",
                table: "delivery_attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Phases_Body",
                table: "delivery_attempts",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Phases_Connect",
                table: "delivery_attempts",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Phases_Dns",
                table: "delivery_attempts",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Phases_FirstByte",
                table: "delivery_attempts",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Phases_Tls",
                table: "delivery_attempts",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RetryAfterSeconds",
                table: "delivery_attempts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WorkflowVersion",
                table: "delivery_attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attempt_exchanges");

            migrationBuilder.DropTable(
                name: "bulk_runs");

            migrationBuilder.DropTable(
                name: "stage_circuits");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_ProjectId_StageId_Status_Trigger_DueAt",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_RunId_Status",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "Phases_Body",
                table: "delivery_attempts");

            migrationBuilder.DropColumn(
                name: "Phases_Connect",
                table: "delivery_attempts");

            migrationBuilder.DropColumn(
                name: "Phases_Dns",
                table: "delivery_attempts");

            migrationBuilder.DropColumn(
                name: "Phases_FirstByte",
                table: "delivery_attempts");

            migrationBuilder.DropColumn(
                name: "Phases_Tls",
                table: "delivery_attempts");

            migrationBuilder.DropColumn(
                name: "RetryAfterSeconds",
                table: "delivery_attempts");

            migrationBuilder.DropColumn(
                name: "WorkflowVersion",
                table: "delivery_attempts");

            migrationBuilder.DropColumn(
                name: "AskedSeconds",
                table: "deliveries");

            migrationBuilder.DropColumn(
                name: "RunId",
                table: "deliveries");

            migrationBuilder.RenameColumn(
                name: "RemoteAddress",
                table: "delivery_attempts",
                newName: "ResponseHeaders");

            migrationBuilder.AddColumn<string>(
                name: "RequestHeaders",
                table: "delivery_attempts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ResponseBody",
                table: "delivery_attempts",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_ProjectId_StageId_Status_DueAt",
                table: "deliveries",
                columns: new[] { "ProjectId", "StageId", "Status", "DueAt" });

            migrationBuilder.AddForeignKey(
                name: "FK_delivery_attempts_deliveries_DeliveryId",
                table: "delivery_attempts",
                column: "DeliveryId",
                principalTable: "deliveries",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
