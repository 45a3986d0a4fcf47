using Hangfire.States;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>A state of a job with whatever a script writes into it.</summary>
internal sealed record ScriptState(string Name, string? Reason, IReadOnlyDictionary<string, string?> Data) : IState
{
    public bool IsFinal => false;

    public bool IgnoreJobLoadException => false;

    /// <param name="name">The name of the state.</param>
    /// <param name="reason">Why the job came to it.</param>
    /// <param name="data">Keys, each with its value after it.</param>
    public static ScriptState Of(string name, string? reason = null, params string?[] data) =>
        new(name, reason, data.Chunk(2).ToDictionary(pair => pair[0]!, pair => pair[1]));

    /// <summary>Puts other texts in the place of those in the data.</summary>
    public ScriptState With(Func<string, string> other) => this with
    {
        Data = Data.ToDictionary(pair => pair.Key, pair => pair.Value is { } text ? other(text) : null),
    };

    public Dictionary<string, string?> SerializeData() => Data.ToDictionary();
}
