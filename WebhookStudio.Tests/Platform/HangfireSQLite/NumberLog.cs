using System.Globalization;
using System.Text;

namespace WebhookStudio.Tests.Platform.HangfireSQLite;

/// <summary>A file to which processes add numbers. What was written stays when the process is killed.</summary>
public sealed class NumberLog(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    /// <summary>Reads the numbers in a file. The last may have been cut off by a kill, and then does not count.</summary>
    public static IReadOnlyList<int> Read(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite));
        var lines = file.ReadToEnd().Split('\n');

        return [.. lines[..^1].Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    public void Write(int number)
    {
        var line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number}\n"));

        lock (_file)
        {
            _file.Write(line);
        }
    }

    public void Dispose() => _file.Dispose();
}
