using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebhookStudio.Data.Migrations
{
    /// <inheritdoc />
    public partial class OrderOfEntry : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_deliveries_ProjectId_StageId",
                table: "deliveries");

            migrationBuilder.DropIndex(
                name: "IX_deliveries_ProjectId_StageId_ExternalId",
                table: "deliveries");
        }
    }
}
