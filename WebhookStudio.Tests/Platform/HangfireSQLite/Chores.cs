using System.Collections.Concurrent;
using Hangfire;
using Newtonsoft.Json;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>What the tests' jobs do. They write down that they ran.</summary>
public sealed class Chores
{
    private readonly ConcurrentQueue<string> _done = new();

    /// <summary>Gets what has run, in order.</summary>
    public IReadOnlyCollection<string> Done => _done;

    /// <summary>Gets what holds <see cref="Wait"/> up until it is set.</summary>
    public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Do(string what)
    {
        _done.Enqueue(what);

        return $"did {what}";
    }

    [AutomaticRetry(Attempts = 0)]
    public void Fail(string what)
    {
        _done.Enqueue(what);

        throw new InvalidOperationException($"could not do {what}");
    }

    [AutomaticRetry(Attempts = 2, DelaysInSeconds = [1])]
    public void FailOnce(string what)
    {
        _done.Enqueue(what);

        if (_done.Count(done => done == what) == 1)
        {
            throw new InvalidOperationException($"could not do {what} at first");
        }
    }

    [AutomaticRetry(Attempts = 1, DelaysInSeconds = [3600])]
    public void FailForAnHour(string what) => Fail(what);

    public async Task Wait(string what, CancellationToken cancellationToken)
    {
        _done.Enqueue(what);
        await Gate.Task.WaitAsync(cancellationToken);
    }

    [AutomaticRetry(Attempts = 0)]
    public void Take(Unreadable thing) => _done.Enqueue($"{thing}");

    /// <summary>An argument that can be written and not be read again.</summary>
    [JsonConverter(typeof(UnreadableConverter))]
    public sealed class Unreadable;

    private sealed class UnreadableConverter : JsonConverter<Unreadable>
    {
        public override void WriteJson(JsonWriter writer, Unreadable? value, JsonSerializer serializer) => writer.WriteValue("x");

        public override Unreadable ReadJson(
            JsonReader reader, Type objectType, Unreadable? existingValue, bool hasExistingValue, JsonSerializer serializer) =>
            throw new JsonSerializationException("This cannot be read.");
    }
}
