using WebhookStudio.Bench.Processes;
using WebhookStudio.Bench.Report;

namespace WebhookStudio.Bench;

/// <summary>One run of one measurement: what it may use, and where its figures go.</summary>
/// <param name="Options">What the command line asks for.</param>
/// <param name="App">The folder with the published application.</param>
/// <param name="Figures">The figures of all runs.</param>
/// <param name="Stopping">Set when the user interrupts.</param>
internal sealed record BenchRun(BenchOptions Options, string App, Figures Figures, CancellationToken Stopping)
{
    public string Measurement { get; init; } = "";

    public void Record(string figure, string unit, double value, string? target = null) =>
        Figures.Add(new(Measurement, figure, unit) { Target = target }, value);

    /// <summary>Starts the application on a new data folder, and a receiver, each in a process of its own.</summary>
    /// <param name="settings">What its configuration says besides the defaults.</param>
    public Task<Studio> StartStudioAsync(IReadOnlyDictionary<string, string>? settings = null) =>
        Studio.StartAsync(App, Options.Body, settings, Stopping);
}

/// <summary>Something that is measured.</summary>
internal interface IMeasurement
{
    /// <summary>Gets its name on the command line.</summary>
    string Name { get; }

    /// <summary>Gets what it does, in a line.</summary>
    string About { get; }

    /// <summary>Gets whether it needs the published application.</summary>
    bool UsesApplication => true;

    Task RunAsync(BenchRun run);
}
