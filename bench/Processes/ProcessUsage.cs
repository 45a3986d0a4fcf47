using System.Globalization;

namespace WebhookStudio.Bench.Processes;

/// <summary>What a process uses, as Linux counts it in <c>/proc</c>.</summary>
internal sealed class ProcessUsage(int id)
{
    private const double TicksPerSecond = 100;

    // Fields of /proc/<pid>/stat counted after the name, which may hold anything in parentheses.
    private const int UserTicks = 11;
    private const int ChildrenKernelTicks = 14;

    public static ProcessUsage OfThisProgram { get; } = new(Environment.ProcessId);

    /// <summary>Gets the seconds of processor time that it and its ended children used.</summary>
    public double CpuSeconds
    {
        get
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');

            return fields[UserTicks..(ChildrenKernelTicks + 1)].Sum(Number) / TicksPerSecond;
        }
    }

    /// <summary>Gets the megabytes in memory, code shared with other processes included.</summary>
    public double ResidentMegabytes => StatusMegabytes("VmRSS:");

    /// <summary>Gets the megabytes in memory that are no copy of a file.</summary>
    public double PrivateMegabytes => StatusMegabytes("RssAnon:");

    /// <summary>Gets the most megabytes that were in memory since <see cref="ResetPeak"/>, or ever.</summary>
    public double PeakMegabytes => StatusMegabytes("VmHWM:");

    public void ResetPeak() => File.WriteAllText($"/proc/{id}/clear_refs", "5");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private double StatusMegabytes(string name)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));

        return Number(line[name.Length..^"kB".Length].Trim()) / 1024;
    }
}
