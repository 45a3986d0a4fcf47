using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebhookStudio.Data.Migrations
{
    /// <inheritdoc />
    public partial class TasksAndImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tasks_ProjectId_StageId_Id",
                table: "tasks");

            migrationBuilder.AddColumn<int>(
                name: "Priority",
                table: "tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "frozen_tasks",
                columns: table => new
                {
                    List = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_frozen_tasks", x => new { x.List, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "list_imports",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    ProjectId = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_list_imports", x => x.Id);
                    table.ForeignKey(
                        name: "FK_list_imports_projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "task_operations",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    ProjectId = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    List = table.Column<byte[]>(type: "BLOB", maxLength: 12, nullable: false),
                    Change = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    Parts = table.Column<int>(type: "INTEGER", nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    Changed = table.Column<int>(type: "INTEGER", nullable: false),
                    Refusals = table.Column<string>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_task_operations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_task_operations_projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_tasks_ProjectId_Assignee_StageId",
                table: "tasks",
                columns: new[] { "ProjectId", "Assignee", "StageId" },
                filter: "Assignee IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_ProjectId_StageId_Priority_Id",
                table: "tasks",
                columns: new[] { "ProjectId", "StageId", "Priority", "Id" },
                descending: new[] { false, false, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_tasks_ProjectId_StageId_StageEnteredAt",
                table: "tasks",
                columns: new[] { "ProjectId", "StageId", "StageEnteredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_tasks_ProjectId_UpdatedAt",
                table: "tasks",
                columns: new[] { "ProjectId", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_stage_visits_Skipped",
                table: "stage_visits",
                column: "TaskId",
                filter: "IsSkipped");

            migrationBuilder.CreateIndex(
                name: "IX_list_imports_ProjectId_CreatedAt",
                table: "list_imports",
                columns: new[] { "ProjectId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_task_operations_ProjectId_Status",
                table: "task_operations",
                columns: new[] { "ProjectId", "Status" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "frozen_tasks");

            migrationBuilder.DropTable(
                name: "list_imports");

            migrationBuilder.DropTable(
                name: "task_operations");

            migrationBuilder.DropIndex(
                name: "IX_tasks_ProjectId_Assignee_StageId",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "IX_tasks_ProjectId_StageId_Priority_Id",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "IX_tasks_ProjectId_StageId_StageEnteredAt",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "IX_tasks_ProjectId_UpdatedAt",
                table: "tasks");

            migrationBuilder.DropIndex(
                name: "IX_stage_visits_Skipped",
                table: "stage_visits");

            migrationBuilder.DropColumn(
                name: "Priority",
                table: "tasks");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_ProjectId_StageId_Id",
                table: "tasks",
                columns: new[] { "ProjectId", "StageId", "Id" });
        }
    }
}
