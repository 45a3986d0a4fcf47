using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebhookStudio.Data.Migrations
{
    /// <inheritdoc />
    public partial class Alerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alert_targets",
                columns: table => new
                {
                    ProjectId = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<string>(type: "TEXT", nullable: true),
                    IsOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastResult = table.Column<string>(type: "TEXT", nullable: true),
                    LastArrived = table.Column<bool>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_targets", x => x.ProjectId);
                    table.ForeignKey(
                        name: "FK_alert_targets_projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "project_visitors",
                columns: table => new
                {
                    ProjectId = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: false),
                    HidesSteps = table.Column<bool>(type: "INTEGER", nullable: false),
                    AlertsSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Dismissed = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_project_visitors", x => new { x.ProjectId, x.Email });
                    table.ForeignKey(
                        name: "FK_project_visitors_projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stage_alarms",
                columns: table => new
                {
                    ProjectId = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    StageId = table.Column<byte[]>(type: "BLOB", maxLength: 65, nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    FailingSince = table.Column<long>(type: "INTEGER", nullable: false),
                    IsReminded = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stage_alarms", x => new { x.ProjectId, x.StageId });
                    table.ForeignKey(
                        name: "FK_stage_alarms_projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stage_alerts",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    ProjectId = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    StageId = table.Column<byte[]>(type: "BLOB", maxLength: 65, nullable: false),
                    StageName = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    FailingSince = table.Column<long>(type: "INTEGER", nullable: false),
                    Held = table.Column<int>(type: "INTEGER", nullable: false),
                    Retrying = table.Column<int>(type: "INTEGER", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: true),
                    Sending = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastResult = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stage_alerts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_stage_alerts_projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_stage_alerts_DueAt",
                table: "stage_alerts",
                column: "DueAt",
                filter: "Sending = 1");

            migrationBuilder.CreateIndex(
                name: "IX_stage_alerts_ProjectId_Id",
                table: "stage_alerts",
                columns: new[] { "ProjectId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert_targets");

            migrationBuilder.DropTable(
                name: "project_visitors");

            migrationBuilder.DropTable(
                name: "stage_alarms");

            migrationBuilder.DropTable(
                name: "stage_alerts");
        }
    }
}
