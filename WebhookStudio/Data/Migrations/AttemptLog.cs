using Microsoft.EntityFrameworkCore.Migrations;

namespace WebhookStudio.Data.Migrations
{
    /// <summary>The log of attempts as it lies in the database: a view to read and write, and three tables behind it.</summary>
    /// <remarks>
    /// Attempts repeat their project, stage, URL, version and address, and have task and external ID in common with their
    /// delivery. The tables keep a small number for the former, and of the latter what the delivery does not say: a test has
    /// none. A delivery goes only when no attempt of it is left.
    /// <para>A table that the view names can be renamed or made anew only while the view is gone: a migration that does so
    /// begins with <see cref="DropView"/> and ends with a view of its own.</para>
    /// </remarks>
    internal static class AttemptLog
    {
        private const string Tables = """
            CREATE TABLE "log_projects" (
                "Key" INTEGER NOT NULL PRIMARY KEY,
                "ProjectId" BLOB NOT NULL UNIQUE
            );

            CREATE TABLE "log_routes" (
                "Key" INTEGER NOT NULL PRIMARY KEY,
                "StageId" BLOB NOT NULL,
                "StageName" TEXT NOT NULL,
                "Url" TEXT NOT NULL,
                "WorkflowVersion" INTEGER NOT NULL,
                "RemoteAddress" TEXT NOT NULL,
                UNIQUE ("StageId", "WorkflowVersion", "StageName", "Url", "RemoteAddress")
            );

            CREATE TABLE "attempts" (
                "Id" BLOB NOT NULL PRIMARY KEY,
                "DeliveryId" BLOB NOT NULL,
                "Project" INTEGER NOT NULL REFERENCES "log_projects" ("Key"),
                "Route" INTEGER NOT NULL REFERENCES "log_routes" ("Key"),
                "Number" INTEGER NOT NULL,
                "Trigger" INTEGER NOT NULL,
                "TriggeredBy" TEXT,
                "StartedAt" INTEGER NOT NULL,
                "Duration" INTEGER NOT NULL,
                "Outcome" INTEGER NOT NULL,
                "StatusCode" INTEGER,
                "Accepted" INTEGER NOT NULL,
                "Detail" TEXT,
                "ResponseCut" INTEGER NOT NULL,
                "RetryAfterSeconds" INTEGER,
                "Phases_Dns" INTEGER,
                "Phases_Connect" INTEGER,
                "Phases_Tls" INTEGER,
                "Phases_FirstByte" INTEGER,
                "Phases_Body" INTEGER,
                "TaskId" BLOB,
                "ExternalId" TEXT
            ) WITHOUT ROWID;

            CREATE INDEX "IX_attempts_Project_Id_Route" ON "attempts" ("Project", "Id", "Route");

            CREATE INDEX "IX_attempts_DeliveryId_Number" ON "attempts" ("DeliveryId", "Number");
            """;

        // What a delivery says is looked up only where it is asked for: a join would be made for every line that is counted.
        private const string View = """
            CREATE VIEW "delivery_attempts" AS
            SELECT a.Id, a.DeliveryId, p.ProjectId, r.StageId, r.StageName,
                coalesce(a.TaskId, (SELECT TaskId FROM deliveries WHERE Id = a.DeliveryId)) AS TaskId,
                coalesce(a.ExternalId, (SELECT ExternalId FROM deliveries WHERE Id = a.DeliveryId)) AS ExternalId, a.Number, a."Trigger", a.TriggeredBy, a.StartedAt, a.Duration,
                a.Outcome, a.StatusCode, a.Accepted, a.Detail, r.Url, a.ResponseCut, r.WorkflowVersion,
                nullif(r.RemoteAddress, '') AS RemoteAddress, a.RetryAfterSeconds, a.Phases_Dns, a.Phases_Connect, a.Phases_Tls,
                a.Phases_FirstByte, a.Phases_Body
            FROM attempts AS a
            JOIN log_projects AS p ON p."Key" = a.Project
            JOIN log_routes AS r ON r."Key" = a.Route;

            CREATE TRIGGER "delivery_attempts_insert" INSTEAD OF INSERT ON "delivery_attempts" BEGIN
                INSERT OR IGNORE INTO log_projects (ProjectId) VALUES (NEW.ProjectId);
                INSERT OR IGNORE INTO log_routes (StageId, StageName, Url, WorkflowVersion, RemoteAddress)
                VALUES (NEW.StageId, NEW.StageName, NEW.Url, NEW.WorkflowVersion, coalesce(NEW.RemoteAddress, ''));
                INSERT INTO attempts
                SELECT NEW.Id, NEW.DeliveryId, p."Key", r."Key", NEW.Number, NEW."Trigger", NEW.TriggeredBy, NEW.StartedAt,
                    NEW.Duration, NEW.Outcome, NEW.StatusCode, NEW.Accepted, NEW.Detail, NEW.ResponseCut, NEW.RetryAfterSeconds,
                    NEW.Phases_Dns, NEW.Phases_Connect, NEW.Phases_Tls, NEW.Phases_FirstByte, NEW.Phases_Body,
                    nullif(NEW.TaskId, d.TaskId), nullif(NEW.ExternalId, d.ExternalId)
                FROM log_projects AS p
                JOIN log_routes AS r ON r.StageId = NEW.StageId AND r.WorkflowVersion = NEW.WorkflowVersion
                    AND r.StageName = NEW.StageName AND r.Url = NEW.Url AND r.RemoteAddress = coalesce(NEW.RemoteAddress, '')
                LEFT JOIN deliveries AS d ON d.Id = NEW.DeliveryId
                WHERE p.ProjectId = NEW.ProjectId;
            END;
            """;

        public static void Create(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Tables);
            migrationBuilder.Sql(View);
        }

        /// <summary>Takes the view away, with its triggers. The tables stay.</summary>
        public static void DropView(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""DROP VIEW "delivery_attempts";""");
    }
}
