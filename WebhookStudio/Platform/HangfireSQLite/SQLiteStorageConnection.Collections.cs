using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Tables;

namespace Hangfire.Storage.SQLite;

/// <content>Sets, hashes, lists and counters.</content>
internal sealed partial class SQLiteStorageConnection
{
    public override HashSet<string> GetAllItemsFromSet(string key) =>
        [.. Read(key, session => SetTable.All(session, key))];

    public override string? GetFirstByLowestScoreFromSet(string key, double fromScore, double toScore) =>
        GetFirstByLowestScoreFromSet(key, fromScore, toScore, 1).FirstOrDefault();

    public override List<string> GetFirstByLowestScoreFromSet(string key, double fromScore, double toScore, int count)
    {
        ArgumentNullException.ThrowIfNull(key);

        if (toScore < fromScore)
        {
            throw new ArgumentException("The highest score is below the lowest.", nameof(toScore));
        }

        return count > 0
            ? Read(key, session => SetTable.Lowest(session, key, fromScore, toScore, count))
            : throw new ArgumentException("Ask for one at least.", nameof(count));
    }

    public override bool GetSetContains(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);

        return Read(key, session => SetTable.Contains(session, key, value));
    }

    public override long GetSetCount(string key) => Read(key, session => SetTable.Count(session, key));

    public override long GetSetCount(IEnumerable<string> keys, int limit)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);

        return database.Readers.Snapshot(session => CountSets(session, keys, limit));
    }

    public override List<string> GetRangeFromSet(string key, int startingFrom, int endingAt)
    {
        CheckRange(startingFrom, endingAt);

        return Read(key, session => SetTable.Range(session, key, startingFrom, endingAt));
    }

    public override TimeSpan GetSetTtl(string key) => TimeToLive(ExpiryTable.Set, key);

    public override void SetRangeInHash(string key, IEnumerable<KeyValuePair<string, string?>> keyValuePairs)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(keyValuePairs);
        var fields = keyValuePairs.ToArray();
        database.Writer.Run(session => HashTable.Set(session, key, fields));
    }

    public override Dictionary<string, string?>? GetAllEntriesFromHash(string key) =>
        Read(key, session => HashTable.All(session, key)) is { Count: > 0 } fields ? fields : null;

    public override string? GetValueFromHash(string key, string name)
    {
        ArgumentNullException.ThrowIfNull(name);

        return Read(key, session => HashTable.Get(session, key, name));
    }

    public override long GetHashCount(string key) => Read(key, session => HashTable.Count(session, key));

    public override TimeSpan GetHashTtl(string key) => TimeToLive(ExpiryTable.Hash, key);

    public override long GetListCount(string key) => Read(key, session => ListTable.Count(session, key));

    public override List<string?> GetAllItemsFromList(string key) => Read(key, session => ListTable.All(session, key));

    public override List<string?> GetRangeFromList(string key, int startingFrom, int endingAt)
    {
        CheckRange(startingFrom, endingAt);

        return Read(key, session => ListTable.Range(session, key, startingFrom, endingAt));
    }

    public override TimeSpan GetListTtl(string key) => TimeToLive(ExpiryTable.List, key);

    public override long GetCounter(string key) => Read(key, session => CounterTable.Get(session, key));

    private static void CheckRange(int startingFrom, int endingAt)
    {
        if (startingFrom < 0)
        {
            throw new ArgumentException("The first place is 0.", nameof(startingFrom));
        }

        if (endingAt < startingFrom)
        {
            throw new ArgumentException("The last place is before the first.", nameof(endingAt));
        }
    }

    private static long CountSets(Session session, IEnumerable<string> keys, long limit)
    {
        var count = 0L;

        foreach (var key in keys)
        {
            count += SetTable.Count(session, key, limit - count);
        }

        return count;
    }

    /// <returns>Never less than zero; infinite for what does not end or is not there.</returns>
    private TimeSpan TimeToLive(string kind, string key) =>
        Read(key, session => ExpiryTable.At(session, kind, key)) is { } end
            ? TimeSpan.FromTicks(Math.Max((end - database.Now).Ticks, 0))
            : Timeout.InfiniteTimeSpan;

    private T Read<T>(string key, Func<Session, T> read)
    {
        ArgumentNullException.ThrowIfNull(key);

        return database.Readers.Read(read);
    }
}
