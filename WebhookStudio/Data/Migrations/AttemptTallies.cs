using Microsoft.EntityFrameworkCore.Migrations;

namespace WebhookStudio.Data.Migrations
{
    /// <summary>The tables that count attempts, and the triggers that keep them equal to the log.</summary>
    /// <remarks>A slot is five minutes in ticks. What counts as an answer (outcomes 0 and 16) and as a test (trigger 4) is
    /// written as numbers, because a migration must not change with the code.</remarks>
    internal static class AttemptTallies
    {
        private const string Tables = """
            CREATE TABLE "attempt_tallies" (
                "ProjectId" BLOB NOT NULL,
                "Slot" INTEGER NOT NULL,
                "StageId" BLOB NOT NULL,
                "Trigger" INTEGER NOT NULL,
                "Outcome" INTEGER NOT NULL,
                "StatusCode" INTEGER NOT NULL,
                "Accepted" INTEGER NOT NULL,
                "Count" INTEGER NOT NULL,
                PRIMARY KEY ("ProjectId", "Slot", "StageId", "Trigger", "Outcome", "StatusCode", "Accepted")
            ) WITHOUT ROWID;

            CREATE TABLE "response_tallies" (
                "ProjectId" BLOB NOT NULL,
                "Slot" INTEGER NOT NULL,
                "StageId" BLOB NOT NULL,
                "Longest" INTEGER NOT NULL,
                "Count" INTEGER NOT NULL,
                PRIMARY KEY ("ProjectId", "Slot", "StageId", "Longest")
            ) WITHOUT ROWID;

            CREATE TABLE "response_classes" ("Longest" INTEGER NOT NULL PRIMARY KEY);
            """;

        // The preferred numbers E24 (IEC 60063) from 0.1 ms to 1,000 s, and one class for all that is longer.
        private const string Classes = """
            WITH steps(step) AS (VALUES (100), (110), (120), (130), (150), (160), (180), (200), (220), (240), (270), (300),
                (330), (360), (390), (430), (470), (510), (560), (620), (680), (750), (820), (910)),
            powers(power) AS (VALUES (1), (10), (100), (1000), (10000), (100000), (1000000))
            INSERT INTO response_classes SELECT step * power FROM steps, powers UNION ALL VALUES (1000000000), (9223372036854775807);
            """;

        private const string Fill = """
            INSERT INTO attempt_tallies
            SELECT p.ProjectId, a.StartedAt / 3000000000, r.StageId, a."Trigger", a.Outcome, coalesce(a.StatusCode, 0), a.Accepted, count(*)
            FROM attempts AS a JOIN log_projects AS p ON p."Key" = a.Project JOIN log_routes AS r ON r."Key" = a.Route
            GROUP BY 1, 2, 3, 4, 5, 6, 7;

            INSERT INTO response_tallies
            SELECT p.ProjectId, a.StartedAt / 3000000000, r.StageId,
                (SELECT min(Longest) FROM response_classes WHERE Longest >= a.Duration), count(*)
            FROM attempts AS a JOIN log_projects AS p ON p."Key" = a.Project JOIN log_routes AS r ON r."Key" = a.Route
            WHERE a.Outcome IN (0, 16) AND a."Trigger" <> 4
            GROUP BY 1, 2, 3, 4;
            """;

        private const string Triggers = """
            CREATE TRIGGER "attempts_count" AFTER INSERT ON "attempts" BEGIN
                INSERT INTO attempt_tallies
                SELECT p.ProjectId, NEW.StartedAt / 3000000000, r.StageId, NEW."Trigger", NEW.Outcome, coalesce(NEW.StatusCode, 0), NEW.Accepted, 1
                FROM log_projects AS p, log_routes AS r WHERE p."Key" = NEW.Project AND r."Key" = NEW.Route
                ON CONFLICT DO UPDATE SET Count = Count + 1;
            END;

            CREATE TRIGGER "attempts_time" AFTER INSERT ON "attempts" WHEN NEW.Outcome IN (0, 16) AND NEW."Trigger" <> 4 BEGIN
                INSERT INTO response_tallies
                SELECT p.ProjectId, NEW.StartedAt / 3000000000, r.StageId,
                    (SELECT min(Longest) FROM response_classes WHERE Longest >= NEW.Duration), 1
                FROM log_projects AS p, log_routes AS r WHERE p."Key" = NEW.Project AND r."Key" = NEW.Route
                ON CONFLICT DO UPDATE SET Count = Count + 1;
            END;

            CREATE TRIGGER "attempts_uncount" AFTER DELETE ON "attempts" BEGIN
                UPDATE attempt_tallies SET Count = Count - 1
                WHERE ProjectId = (SELECT ProjectId FROM log_projects WHERE "Key" = OLD.Project)
                    AND Slot = OLD.StartedAt / 3000000000
                    AND StageId = (SELECT StageId FROM log_routes WHERE "Key" = OLD.Route)
                    AND "Trigger" = OLD."Trigger" AND Outcome = OLD.Outcome AND StatusCode = coalesce(OLD.StatusCode, 0)
                    AND Accepted = OLD.Accepted;
                DELETE FROM attempt_tallies
                WHERE ProjectId = (SELECT ProjectId FROM log_projects WHERE "Key" = OLD.Project)
                    AND Slot = OLD.StartedAt / 3000000000 AND Count = 0;
            END;

            CREATE TRIGGER "attempts_untime" AFTER DELETE ON "attempts" WHEN OLD.Outcome IN (0, 16) AND OLD."Trigger" <> 4 BEGIN
                UPDATE response_tallies SET Count = Count - 1
                WHERE ProjectId = (SELECT ProjectId FROM log_projects WHERE "Key" = OLD.Project)
                    AND Slot = OLD.StartedAt / 3000000000
                    AND StageId = (SELECT StageId FROM log_routes WHERE "Key" = OLD.Route)
                    AND Longest = (SELECT min(Longest) FROM response_classes WHERE Longest >= OLD.Duration);
                DELETE FROM response_tallies
                WHERE ProjectId = (SELECT ProjectId FROM log_projects WHERE "Key" = OLD.Project)
                    AND Slot = OLD.StartedAt / 3000000000 AND Count = 0;
            END;
            """;

        public static void Create(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Tables);
            migrationBuilder.Sql(Classes);
            migrationBuilder.Sql(Fill);
            migrationBuilder.Sql(Triggers);
        }

        public static void Drop(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
            DROP TRIGGER attempts_count;
            DROP TRIGGER attempts_time;
            DROP TRIGGER attempts_uncount;
            DROP TRIGGER attempts_untime;
            DROP TABLE attempt_tallies;
            DROP TABLE response_tallies;
            DROP TABLE response_classes;
            """);
    }
}
