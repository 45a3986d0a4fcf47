using System.Text.Json;
using Hangfire.Common;

namespace Hangfire.Storage.SQLite.Jobs;

/// <summary>A job as it is stored.</summary>
internal sealed record JobRecord
{
    public required long Id { get; init; }

    public required InvocationData Invocation { get; init; }

    public required string Parameters { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime? ExpireAt { get; init; }

    /// <summary>Gets the name of the current state; a job that was only created has none.</summary>
    public required string? State { get; init; }

    /// <summary>Makes the job that Hangfire can run.</summary>
    /// <returns>Nothing, and the reason, if its type or its arguments cannot be loaded.</returns>
    public Job? Load(out JobLoadException? failure)
    {
        try
        {
            failure = null;

            return Invocation.DeserializeJob();
        }
        catch (JobLoadException refused)
        {
            failure = refused;

            return null;
        }
    }

    public JobData ToData()
    {
        var job = Load(out var failure);
        var parameters = ReadParameters(ref failure);

        return new()
        {
            Job = failure is null ? job : null,
            InvocationData = Invocation,
            LoadException = failure,
            ParametersSnapshot = parameters,
            CreatedAt = CreatedAt,
            State = State,
        };
    }

    /// <summary>Reads the parameters; what cannot be read is a reason why the job cannot be loaded.</summary>
    public Dictionary<string, string?> ReadParameters(ref JobLoadException? failure)
    {
        try
        {
            return Fields.Read(Parameters);
        }
        catch (JsonException unreadable)
        {
            failure ??= new("The parameters of the job cannot be read.", unreadable);

            return [];
        }
    }
}
