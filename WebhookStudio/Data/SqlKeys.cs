using Microsoft.Data.Sqlite;
using WebhookStudio.Data.Conversions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Data;

/// <summary>Identifiers as values of prepared statements, in the form that the converters of the context give them.</summary>
internal static class SqlKeys
{
    public static byte[] Key<T>(this Id<T> id) => id.ToBytes();

    public static byte[]? Key<T>(this Id<T>? id) => id?.ToBytes();

    public static byte[] Key(this StageId id) => StoredStageId.Write(id);

    public static Id<T> GetId<T>(this SqliteDataReader row, int column) =>
        Id<T>.FromBytes(row.GetFieldValue<byte[]>(column));

    public static StageId GetStageId(this SqliteDataReader row, int column) =>
        StoredStageId.Read(row.GetFieldValue<byte[]>(column));
}
