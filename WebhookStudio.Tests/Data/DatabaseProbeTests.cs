using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using WebhookStudio.Data;
using WebhookStudio.Platform;

namespace WebhookStudio.Tests.Data;

/// <summary>A database that can be read and not written is found out, and found well again.</summary>
public sealed class DatabaseProbeTests : IDbContextFactory<StudioDbContext>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studio-").FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly WriteTurns _turns = new();
    private readonly DatabaseProbe _probe;
    private string _mode = "ReadWriteCreate";

    public DatabaseProbeTests() => _probe = new(this, _turns, new DataFolder(_folder), _clock);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public StudioDbContext CreateDbContext() => new(
        new DbContextOptionsBuilder<StudioDbContext>()
            .UseSqlite($"Data Source={Path.Combine(_folder, "studio.db")};Mode={_mode};Pooling=False").Options);

    public void Dispose()
    {
        _probe.Dispose();
        _turns.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Problem_DatabaseBecomesReadOnly_IsFoundWhenTheAnswerIsOld()
    {
        Assert.Null(await _probe.ProblemAsync(Cancelled));

        _mode = "ReadOnly";
        Assert.Null(await _probe.ProblemAsync(Cancelled));
        _clock.Advance(DatabaseProbe.KeptFor);
        var problem = await _probe.ProblemAsync(Cancelled);

        Assert.StartsWith("The database cannot be written: ", problem, StringComparison.Ordinal);
        Assert.Contains("readonly", problem, StringComparison.Ordinal);

        _mode = "ReadWrite";
        _clock.Advance(DatabaseProbe.KeptFor);
        Assert.Null(await _probe.ProblemAsync(Cancelled));
    }
}
