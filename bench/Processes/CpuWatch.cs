using System.Globalization;

namespace WebhookStudio.Bench.Processes;

/// <summary>Watches what the rest of the machine does meanwhile: figures measured beside other work say
/// little.</summary>
internal sealed class CpuWatch
{
    private const double TicksPerSecond = 100;

    private static readonly HashSet<ProcessUsage> Living = [ProcessUsage.OfThisProgram];

    private readonly (double Busy, double All) _machine = Machine();
    private readonly double _own = OwnSeconds();

    private CpuWatch()
    {
    }

    public static CpuWatch Start() => new();

    /// <summary>Counts a process among the own ones until it ends; then it counts as an ended child of this
    /// program.</summary>
    public static void Own(ProcessUsage process)
    {
        lock (Living)
        {
            Living.Add(process);
        }
    }

    public static void Disown(ProcessUsage process)
    {
        lock (Living)
        {
            Living.Remove(process);
        }
    }

    /// <summary>Gets the share of all cores that processes other than the own ones used, from 0 to 1.</summary>
    public double ForeignShare()
    {
        var now = Machine();
        var foreign = now.Busy - _machine.Busy - (OwnSeconds() - _own);

        return Math.Clamp(foreign / (now.All - _machine.All), 0, 1);
    }

    private static double OwnSeconds()
    {
        lock (Living)
        {
            return Living.Sum(process => process.CpuSeconds);
        }
    }

    private static (double Busy, double All) Machine()
    {
        // user nice system idle iowait irq softirq steal
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var all = ticks.Sum();

        return ((all - ticks[3] - ticks[4]) / TicksPerSecond, all / TicksPerSecond);
    }
}
