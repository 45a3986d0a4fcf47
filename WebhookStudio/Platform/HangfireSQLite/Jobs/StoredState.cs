using System.Text.Json;

namespace Hangfire.Storage.SQLite.Jobs;

/// <summary>A state that a job has or had.</summary>
internal sealed record StoredState(string Name, string? Reason, DateTime CreatedAt, string Data)
{
    /// <summary>Reads the state's data; data that somebody has spoilt by hand is shown as it is.</summary>
    public Dictionary<string, string?> ReadData()
    {
        try
        {
            return Fields.Read(Data);
        }
        catch (JsonException)
        {
            return new() { ["Unreadable"] = Data };
        }
    }
}
