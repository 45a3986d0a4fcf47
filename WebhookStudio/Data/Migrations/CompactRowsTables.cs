using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WebhookStudio.Data.Migrations
{
    /// <summary>The tables as they are made anew.</summary>
    public partial class CompactRows
    {
        private static void RemakeTasks(MigrationBuilder migrationBuilder)
        {
            Remake(migrationBuilder, "projects", """
                "Id" BLOB NOT NULL CONSTRAINT "PK_projects" PRIMARY KEY,
                "Name" TEXT NOT NULL,
                "Description" TEXT NOT NULL,
                "Owner" TEXT NOT NULL,
                "Schema" TEXT NOT NULL,
                "Workflow" TEXT NOT NULL,
                "WorkflowVersion" INTEGER NOT NULL,
                "WorkflowSavedBy" TEXT NOT NULL,
                "WorkflowSavedAt" INTEGER NOT NULL,
                "CreatedAt" INTEGER NOT NULL,
                "UpdatedAt" INTEGER NOT NULL
                """,
                """
                unhex(Id), Name, Description, Owner, "Schema", Workflow, WorkflowVersion, WorkflowSavedBy,
                WorkflowSavedAt, CreatedAt, UpdatedAt
                """);

            Remake(migrationBuilder, "batches", """
                "Id" BLOB NOT NULL CONSTRAINT "PK_batches" PRIMARY KEY,
                "ProjectId" BLOB NOT NULL,
                "Name" TEXT NOT NULL,
                CONSTRAINT "FK_batches_projects_ProjectId" FOREIGN KEY ("ProjectId") REFERENCES "projects" ("Id") ON DELETE CASCADE
                """,
                """
                unhex(Id), unhex(ProjectId), Name
                """);

            Remake(migrationBuilder, "assets", """
                "Id" BLOB NOT NULL CONSTRAINT "PK_assets" PRIMARY KEY,
                "ProjectId" BLOB NOT NULL,
                "Data" TEXT NOT NULL,
                "ExternalId" TEXT NOT NULL,
                "Dataset" TEXT NOT NULL,
                "Metadata" TEXT NOT NULL,
                "CreatedAt" INTEGER NOT NULL,
                CONSTRAINT "FK_assets_projects_ProjectId" FOREIGN KEY ("ProjectId") REFERENCES "projects" ("Id") ON DELETE CASCADE
                """,
                """
                unhex(Id), unhex(ProjectId), Data, ExternalId, Dataset, Metadata, CreatedAt
                """);

            Remake(migrationBuilder, "asset_batches", """
                "AssetId" BLOB NOT NULL,
                "BatchId" BLOB NOT NULL,
                "Position" INTEGER NOT NULL,
                CONSTRAINT "PK_asset_batches" PRIMARY KEY ("AssetId", "BatchId"),
                CONSTRAINT "FK_asset_batches_assets_AssetId" FOREIGN KEY ("AssetId") REFERENCES "assets" ("Id") ON DELETE CASCADE,
                CONSTRAINT "FK_asset_batches_batches_BatchId" FOREIGN KEY ("BatchId") REFERENCES "batches" ("Id") ON DELETE CASCADE
                """,
                """
                unhex(AssetId), unhex(BatchId), Position
                """, withoutRowId: true);

            Remake(migrationBuilder, "tasks", """
                "Id" BLOB NOT NULL CONSTRAINT "PK_tasks" PRIMARY KEY,
                "ProjectId" BLOB NOT NULL,
                "AssetId" BLOB NOT NULL,
                "ExternalId" TEXT NOT NULL,
                "StageId" BLOB NOT NULL,
                "StageEnteredAt" INTEGER NOT NULL,
                "DeliveryId" BLOB,
                "Answer" TEXT NOT NULL,
                "UpdatedAt" INTEGER NOT NULL,
                "UpdatedBy" TEXT NOT NULL,
                "Assignee" TEXT,
                "CreatedAt" INTEGER NOT NULL,
                "Revision" INTEGER NOT NULL,
                "ChangedSinceVisit" INTEGER NOT NULL,
                "Time_Active" INTEGER NOT NULL,
                "Time_Blur" INTEGER NOT NULL,
                "Time_Idle" INTEGER NOT NULL,
                "TotalTime_Active" INTEGER NOT NULL,
                "TotalTime_Blur" INTEGER NOT NULL,
                "TotalTime_Idle" INTEGER NOT NULL,
                CONSTRAINT "FK_tasks_assets_AssetId" FOREIGN KEY ("AssetId") REFERENCES "assets" ("Id") ON DELETE CASCADE,
                CONSTRAINT "FK_tasks_projects_ProjectId" FOREIGN KEY ("ProjectId") REFERENCES "projects" ("Id") ON DELETE CASCADE
                """,
                $"""
                unhex(Id), unhex(ProjectId), unhex(AssetId), ExternalId, {Stage("StageId")}, StageEnteredAt,
                unhex(DeliveryId), Answer, UpdatedAt, UpdatedBy, Assignee, CreatedAt, Revision, ChangedSinceVisit,
                Time_Active, Time_Blur, Time_Idle, TotalTime_Active, TotalTime_Blur, TotalTime_Idle
                """);

            Remake(migrationBuilder, "stage_visits", """
                "Id" BLOB NOT NULL,
                "TaskId" BLOB NOT NULL,
                "StageId" BLOB NOT NULL,
                "StageName" TEXT NOT NULL,
                "Kind" INTEGER NOT NULL,
                "CompletedAt" INTEGER NOT NULL,
                "SnapshotId" BLOB,
                "SubmittedBy" TEXT,
                "IsSkipped" INTEGER NOT NULL,
                "Answer" TEXT,
                "Time_Active" INTEGER NOT NULL,
                "Time_Blur" INTEGER NOT NULL,
                "Time_Idle" INTEGER NOT NULL,
                CONSTRAINT "PK_stage_visits" PRIMARY KEY ("TaskId", "Id"),
                CONSTRAINT "FK_stage_visits_tasks_TaskId" FOREIGN KEY ("TaskId") REFERENCES "tasks" ("Id") ON DELETE CASCADE
                """,
                $"""
                unhex(Id), unhex(TaskId), {Stage("StageId")}, StageName, Kind, CompletedAt, unhex(SnapshotId),
                SubmittedBy, IsSkipped, Answer, Time_Active, Time_Blur, Time_Idle
                """, withoutRowId: true);
        }

        private static void RemakeDeliveries(MigrationBuilder migrationBuilder)
        {
            Remake(migrationBuilder, "bulk_runs", """
                "Id" BLOB NOT NULL CONSTRAINT "PK_bulk_runs" PRIMARY KEY,
                "ProjectId" BLOB NOT NULL,
                "StageId" BLOB,
                "Title" TEXT NOT NULL,
                "By" TEXT NOT NULL,
                "Total" INTEGER NOT NULL,
                "CreatedAt" INTEGER NOT NULL,
                "Status" INTEGER NOT NULL,
                "EndedAt" INTEGER,
                "Delivered" INTEGER,
                "StillHeld" INTEGER,
                CONSTRAINT "FK_bulk_runs_projects_ProjectId" FOREIGN KEY ("ProjectId") REFERENCES "projects" ("Id") ON DELETE CASCADE
                """,
                $"""
                unhex(Id), unhex(ProjectId), {Stage("StageId")}, Title, "By", Total, CreatedAt, Status, EndedAt,
                Delivered, StillHeld
                """);

            Remake(migrationBuilder, "stage_circuits", """
                "ProjectId" BLOB NOT NULL,
                "StageId" BLOB NOT NULL,
                "Failures" INTEGER NOT NULL,
                "Probes" INTEGER NOT NULL,
                "OpenedAt" INTEGER,
                "ProbeAt" INTEGER,
                "Cause" INTEGER,
                CONSTRAINT "PK_stage_circuits" PRIMARY KEY ("ProjectId", "StageId"),
                CONSTRAINT "FK_stage_circuits_projects_ProjectId" FOREIGN KEY ("ProjectId") REFERENCES "projects" ("Id") ON DELETE CASCADE
                """,
                $"""
                unhex(ProjectId), {Stage("StageId")}, Failures, Probes, OpenedAt, ProbeAt, Cause
                """, withoutRowId: true);

            Remake(migrationBuilder, "test_receivers", """
                "Id" BLOB NOT NULL CONSTRAINT "PK_test_receivers" PRIMARY KEY,
                "ProjectId" BLOB NOT NULL,
                "Token" TEXT NOT NULL,
                "Answer" INTEGER NOT NULL,
                "CreatedAt" INTEGER NOT NULL,
                CONSTRAINT "FK_test_receivers_projects_ProjectId" FOREIGN KEY ("ProjectId") REFERENCES "projects" ("Id") ON DELETE CASCADE
                """,
                """
                unhex(Id), unhex(ProjectId), Token, Answer, CreatedAt
                """);

            Remake(migrationBuilder, "received_webhooks", """
                "Id" BLOB NOT NULL CONSTRAINT "PK_received_webhooks" PRIMARY KEY,
                "ReceiverId" BLOB NOT NULL,
                "ReceivedAt" INTEGER NOT NULL,
                "Method" TEXT NOT NULL,
                "Headers" TEXT NOT NULL,
                "ContentType" TEXT,
                "Body" BLOB NOT NULL,
                "BodyCut" INTEGER NOT NULL,
                "Status" INTEGER,
                "AnswerMs" REAL,
                "Verdict" INTEGER NOT NULL,
                "SignatureSent" TEXT,
                "SignatureComputed" TEXT,
                "ExternalId" TEXT,
                "Trigger" INTEGER,
                "Attempt" INTEGER,
                "UserAgent" TEXT,
                CONSTRAINT "FK_received_webhooks_test_receivers_ReceiverId" FOREIGN KEY ("ReceiverId") REFERENCES "test_receivers" ("Id") ON DELETE CASCADE
                """,
                """
                unhex(Id), unhex(ReceiverId), ReceivedAt, Method, Headers, ContentType, Body, BodyCut, Status,
                AnswerMs, Verdict, SignatureSent, SignatureComputed, ExternalId, "Trigger", Attempt, UserAgent
                """);

            Remake(migrationBuilder, "deliveries", """
                "Id" BLOB NOT NULL CONSTRAINT "PK_deliveries" PRIMARY KEY,
                "ProjectId" BLOB NOT NULL,
                "StageId" BLOB NOT NULL,
                "TaskId" BLOB NOT NULL,
                "ExternalId" TEXT NOT NULL,
                "Status" INTEGER NOT NULL,
                "DueAt" INTEGER NOT NULL,
                "Trigger" INTEGER NOT NULL,
                "TriggeredBy" TEXT,
                "LeaseToken" TEXT,
                "LeaseUntil" INTEGER,
                "Attempts" INTEGER NOT NULL,
                "FailuresInRun" INTEGER NOT NULL,
                "AskedSeconds" INTEGER,
                "RunId" BLOB,
                "LastOutcome" INTEGER,
                "LastStatusCode" INTEGER,
                "LastAttemptAt" INTEGER,
                "CreatedAt" INTEGER NOT NULL,
                CONSTRAINT "FK_deliveries_projects_ProjectId" FOREIGN KEY ("ProjectId") REFERENCES "projects" ("Id") ON DELETE CASCADE
                """,
                $"""
                unhex(Id), unhex(ProjectId), {Stage("StageId")}, unhex(TaskId), ExternalId, Status,
                iif(Status < 4, DueAt, 0), "Trigger", TriggeredBy, LeaseToken, LeaseUntil, Attempts, FailuresInRun,
                AskedSeconds, unhex(RunId), LastOutcome, LastStatusCode, LastAttemptAt, CreatedAt
                """);

            Remake(migrationBuilder, "delivery_payloads", """
                "DeliveryId" BLOB NOT NULL CONSTRAINT "PK_delivery_payloads" PRIMARY KEY,
                "Body" BLOB NOT NULL,
                CONSTRAINT "FK_delivery_payloads_deliveries_DeliveryId" FOREIGN KEY ("DeliveryId") REFERENCES "deliveries" ("Id") ON DELETE CASCADE
                """,
                """
                unhex(DeliveryId), Body
                """);
        }

        private static void RemakeAttempts(MigrationBuilder migrationBuilder)
        {
            AttemptLog.Create(migrationBuilder);
            migrationBuilder.Sql($"""
                INSERT INTO delivery_attempts (
                    Id, DeliveryId, ProjectId, TaskId, StageId, StageName, ExternalId, Number, "Trigger", TriggeredBy, StartedAt,
                    Duration, Outcome, StatusCode, Accepted, Detail, Url, ResponseCut, WorkflowVersion, RemoteAddress,
                    RetryAfterSeconds, Phases_Dns, Phases_Connect, Phases_Tls, Phases_FirstByte, Phases_Body)
                SELECT unhex(Id), unhex(DeliveryId), unhex(ProjectId), unhex(TaskId), {Stage("StageId")}, StageName, ExternalId,
                    Number, "Trigger", TriggeredBy, StartedAt, {Microseconds("DurationMs")}, Outcome, StatusCode, Accepted, Detail,
                    Url, ResponseCut, WorkflowVersion, RemoteAddress, RetryAfterSeconds, {Microseconds("Phases_Dns")},
                    {Microseconds("Phases_Connect")}, {Microseconds("Phases_Tls")}, {Microseconds("Phases_FirstByte")},
                    {Microseconds("Phases_Body")}
                FROM delivery_attempts_before;
                """);

            Remake(migrationBuilder, "attempt_exchanges", """
                "AttemptId" BLOB NOT NULL CONSTRAINT "PK_attempt_exchanges" PRIMARY KEY,
                "RequestHeaders" TEXT,
                "RequestBody" BLOB,
                "ResponseHeaders" TEXT,
                "ResponseBody" BLOB,
                CONSTRAINT "FK_attempt_exchanges_delivery_attempts_AttemptId" FOREIGN KEY ("AttemptId") REFERENCES "attempts" ("Id") ON DELETE CASCADE
                """,
                """
                unhex(AttemptId), RequestHeaders, RequestBody, ResponseHeaders, ResponseBody
                """);
        }
    }
}
