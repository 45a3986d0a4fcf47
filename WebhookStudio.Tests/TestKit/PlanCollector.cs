using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebhookStudio.Tests.TestKit;

/// <summary>Asks the database how it goes about each query of a context, before it does.</summary>
internal sealed class PlanCollector : DbCommandInterceptor
{
    /// <summary>Gets the steps of each query.</summary>
    public List<string> Plans { get; } = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Explain(command);

        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Explain(command);

        return ValueTask.FromResult(result);
    }

    private void Explain(DbCommand command)
    {
        if (command.CommandText.Contains("\"AspNet", StringComparison.Ordinal))
        {
            // Of people there are few.
            return;
        }

        using var explain = (SqliteCommand)command.Connection!.CreateCommand();
        explain.Transaction = (SqliteTransaction?)command.Transaction;
        explain.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";

        foreach (SqliteParameter parameter in command.Parameters)
        {
            explain.Parameters.AddWithValue(parameter.ParameterName, parameter.Value);
        }

        using var reader = explain.ExecuteReader();
        var steps = new List<string>();

        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        Plans.Add(string.Join('\n', steps));
    }
}
