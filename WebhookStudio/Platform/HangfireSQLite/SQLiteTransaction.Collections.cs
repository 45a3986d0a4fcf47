using Hangfire.Storage.SQLite.Files;
using Hangfire.Storage.SQLite.Tables;

namespace Hangfire.Storage.SQLite;

/// <content>Sets, hashes, lists and counters.</content>
internal sealed partial class SQLiteTransaction
{
    public override void IncrementCounter(string key) => Count(key, 1, expireIn: null);

    public override void IncrementCounter(string key, TimeSpan expireIn) => Count(key, 1, expireIn);

    public override void DecrementCounter(string key) => Count(key, -1, expireIn: null);

    public override void DecrementCounter(string key, TimeSpan expireIn) => Count(key, -1, expireIn);

    public override void AddToSet(string key, string value) => AddToSet(key, value, 0);

    public override void AddToSet(string key, string value, double score)
    {
        ArgumentNullException.ThrowIfNull(value);
        Change(key, session => SetTable.Add(session, key, value, score));
    }

    public override void AddRangeToSet(string key, IList<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);

        if (items.Contains(null!))
        {
            throw new ArgumentException("One of the items is null.", nameof(items));
        }

        string[] values = [.. items];
        Change(key, session => Array.ForEach(values, value => SetTable.Add(session, key, value, 0)));
    }

    public override void RemoveFromSet(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Change(key, session => SetTable.Remove(session, key, value));
    }

    public override void RemoveSet(string key) => Remove(ExpiryTable.Set, key);

    public override void ExpireSet(string key, TimeSpan expireIn) => Expire(ExpiryTable.Set, key, expireIn);

    public override void PersistSet(string key) => Persist(ExpiryTable.Set, key);

    public override void InsertToList(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Change(key, session => ListTable.Insert(session, key, value));
    }

    public override void RemoveFromList(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Change(key, session => ListTable.Remove(session, key, value));
    }

    public override void TrimList(string key, int keepStartingFrom, int keepEndingAt) =>
        Change(key, session => ListTable.Trim(session, key, keepStartingFrom, keepEndingAt));

    public override void ExpireList(string key, TimeSpan expireIn) => Expire(ExpiryTable.List, key, expireIn);

    public override void PersistList(string key) => Persist(ExpiryTable.List, key);

    public override void SetRangeInHash(string key, IEnumerable<KeyValuePair<string, string?>> keyValuePairs)
    {
        ArgumentNullException.ThrowIfNull(keyValuePairs);
        var fields = keyValuePairs.ToArray();
        Change(key, session => HashTable.Set(session, key, fields));
    }

    public override void RemoveHash(string key) => Remove(ExpiryTable.Hash, key);

    public override void ExpireHash(string key, TimeSpan expireIn) => Expire(ExpiryTable.Hash, key, expireIn);

    public override void PersistHash(string key) => Persist(ExpiryTable.Hash, key);

    private void Count(string key, int by, TimeSpan? expireIn)
    {
        var expireAt = _database.Now + expireIn;
        Change(
            key,
            expireIn <= TimeSpan.Zero
                ? session => CounterTable.Delete(session, key)
                : session => CounterTable.Add(session, key, by, expireAt));
    }

    private void Expire(string kind, string key, TimeSpan expireIn)
    {
        var at = _database.Now + expireIn;
        Change(
            key,
            expireIn > TimeSpan.Zero
                ? session => ExpiryTable.Expire(session, kind, key, at)
                : session => ExpiryTable.Delete(session, kind, key));
    }

    private void Persist(string kind, string key) => Change(key, session => ExpiryTable.Persist(session, kind, key));

    private void Remove(string kind, string key) => Change(key, session => ExpiryTable.Delete(session, kind, key));

    private void Change(string key, Action<Session> change)
    {
        ArgumentNullException.ThrowIfNull(key);
        _changes.Add(change);
    }
}
