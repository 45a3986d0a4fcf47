namespace Hangfire.Storage.SQLite;

/// <summary>How the storage works; the defaults suit one application on its own machine.</summary>
/// <remarks>There is no poll interval and no invisibility timeout: a job that is ready wakes a worker, and a job whose process
/// died is ready again when the next one opens the file.</remarks>
public sealed class SQLiteStorageOptions
{
    /// <summary>Gets or sets how long to wait between two looks for what has expired; more than zero.</summary>
    public TimeSpan JobExpirationCheckInterval
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many connections for reading stay open when nobody reads; zero or more.</summary>
    public int PoolSize
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 20;

    /// <summary>Gets or sets what a commit waits for.</summary>
    public SQLiteSynchronous Synchronous
    {
        get;
        set
        {
            if (!Enum.IsDefined(value))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "Choose Normal or Full.");
            }

            field = value;
        }
    } = SQLiteSynchronous.Normal;

    /// <summary>Gets or sets the clock that dates jobs and decides what has expired.</summary>
    public TimeProvider TimeProvider
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = TimeProvider.System;
}
