using System.Globalization;
using Hangfire.Common;
using Hangfire.Storage.SQLite.Jobs;

namespace Hangfire.Storage.SQLite.Monitoring;

/// <summary>A job as a list of jobs in one state shows it.</summary>
internal sealed class JobView
{
    private JobView()
    {
    }

    public Job? Job { get; private init; }

    public InvocationData? Invocation { get; private init; }

    public JobLoadException? LoadException { get; private init; }

    /// <summary>Gets the state that the job is in.</summary>
    public string? StateName { get; private init; }

    /// <summary>Gets the state that the list is about; nothing if the job has left it.</summary>
    public StoredState? State { get; private init; }

    /// <summary>Gets the data of <see cref="State"/>.</summary>
    public Dictionary<string, string?>? StateData { get; private init; }

    /// <summary>Looks at a job that may have gone meanwhile.</summary>
    public static JobView Of((JobRecord Job, StoredState? State)? found, string listed)
    {
        if (found is not var (record, state))
        {
            return new();
        }

        var job = record.Load(out var failure);
        var current = listed.Equals(record.State, StringComparison.OrdinalIgnoreCase) ? state : null;

        return new()
        {
            Job = job,
            Invocation = record.Invocation,
            LoadException = failure,
            StateName = record.State,
            State = current,
            StateData = current?.ReadData(),
        };
    }

    /// <summary>Gets a value of the state's data.</summary>
    public string? Text(string name) => StateData?.GetValueOrDefault(name);

    public DateTime? Time(string name) => Text(name) is { } text ? JobHelper.DeserializeNullableDateTime(text) : null;

    public long? Number(string name) =>
        long.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
