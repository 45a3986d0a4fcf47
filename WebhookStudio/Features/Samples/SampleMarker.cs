using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Samples;

/// <summary>Remembers in the data folder that this installation has had its sample project.</summary>
internal sealed class SampleMarker(DataFolder folder) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _path = Path.Combine(folder.Path, "sample-project");

    public bool IsSet => File.Exists(_path);

    public void Set(Id<Project> project) => File.WriteAllText(_path, project.Value);

    /// <summary>Waits until nobody else is making a sample project; dispose the result to let the next in.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);

        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
