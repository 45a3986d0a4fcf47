namespace Hangfire.Storage.SQLite;

/// <summary>How the storage works; the defaults suit one application on its own machine.</summary>
public sealed class SQLiteStorageOptions;
