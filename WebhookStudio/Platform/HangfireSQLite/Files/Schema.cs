namespace Hangfire.Storage.SQLite.Files;

/// <summary>The tables, and whether a file has them.</summary>
internal static class Schema
{
    /// <summary>The version that this code writes.</summary>
    public const int Version = 1;

    /// <summary>"HFJS" in SQLite's header: a file with it is one of ours.</summary>
    private const int Application = 0x48464A53;

    private const string Tables = """
        CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            type TEXT NOT NULL, method TEXT NOT NULL, parameter_types TEXT, arguments TEXT, queue TEXT,
            parameters TEXT NOT NULL,
            created_at INTEGER NOT NULL, expire_at INTEGER,
            state TEXT COLLATE NOCASE, state_number INTEGER, state_at INTEGER);
        CREATE INDEX job_state ON job (state, state_at) WHERE state IS NOT NULL;
        CREATE INDEX job_expiry ON job (expire_at) WHERE expire_at IS NOT NULL;

        CREATE TABLE state (
            job_id INTEGER NOT NULL, number INTEGER NOT NULL,
            name TEXT NOT NULL, reason TEXT, created_at INTEGER NOT NULL, data TEXT NOT NULL,
            PRIMARY KEY (job_id, number)) WITHOUT ROWID;

        CREATE TABLE state_count (state TEXT COLLATE NOCASE PRIMARY KEY, jobs INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER job_moved AFTER UPDATE OF state ON job WHEN old.state IS NOT new.state BEGIN
            UPDATE state_count SET jobs = jobs - 1 WHERE state = old.state;
            INSERT INTO state_count (state, jobs) VALUES (new.state, 1) ON CONFLICT DO UPDATE SET jobs = jobs + 1;
        END;
        CREATE TRIGGER job_gone AFTER DELETE ON job BEGIN
            UPDATE state_count SET jobs = jobs - 1 WHERE state = old.state;
            DELETE FROM state WHERE job_id = old.id;
        END;

        CREATE TABLE queue_item (id INTEGER PRIMARY KEY, queue TEXT NOT NULL, job_id INTEGER NOT NULL);

        CREATE TABLE set_item (key TEXT NOT NULL, value TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (key, value)) WITHOUT ROWID;
        CREATE INDEX set_score ON set_item (key, score, value);
        CREATE TABLE hash_field (key TEXT NOT NULL, field TEXT NOT NULL, value TEXT, PRIMARY KEY (key, field)) WITHOUT ROWID;
        CREATE TABLE list_item (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, value TEXT);
        CREATE INDEX list_key ON list_item (key, id);
        CREATE TABLE expiry (kind TEXT NOT NULL, key TEXT NOT NULL, expire_at INTEGER NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID;
        CREATE INDEX expiry_at ON expiry (expire_at);

        CREATE TABLE counter (key TEXT PRIMARY KEY, value INTEGER NOT NULL, expire_at INTEGER) WITHOUT ROWID;
        CREATE INDEX counter_expiry ON counter (expire_at) WHERE expire_at IS NOT NULL;

        CREATE TABLE server (
            id TEXT PRIMARY KEY, workers INTEGER NOT NULL, queues TEXT NOT NULL,
            started_at INTEGER NOT NULL, heartbeat_at INTEGER NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>Makes the tables in a new file, and refuses files that are not ours before anything is changed in them.</summary>
    /// <exception cref="JobDatabaseForeignException">The file belongs to something else.</exception>
    /// <exception cref="JobDatabaseNewerException">A later version has written it.</exception>
    public static void Ensure(Session session, string file)
    {
        var application = session.Number("PRAGMA application_id");
        var version = (int)session.Number("PRAGMA user_version");

        if (application == 0 && version == 0 && session.Number("SELECT count(*) FROM sqlite_master") == 0)
        {
            Create(session);
        }
        else if (application != Application)
        {
            throw new JobDatabaseForeignException(file);
        }
        else if (version > Version)
        {
            throw new JobDatabaseNewerException(file, version, Version);
        }
    }

    private static void Create(Session session)
    {
        // Before the first table, or it has no effect.
        session.Run("PRAGMA auto_vacuum = INCREMENTAL");
        session.Run($"BEGIN IMMEDIATE; {Tables} PRAGMA application_id = {Application}; PRAGMA user_version = {Version}; COMMIT");
    }
}
