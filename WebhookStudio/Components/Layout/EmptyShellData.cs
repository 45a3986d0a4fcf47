namespace WebhookStudio.Components.Layout;

/// <summary>The frame of an instance without projects.</summary>
internal sealed class EmptyShellData : IShellData
{
    public Task<IReadOnlyList<ShellProject>> ListProjectsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ShellProject>>([]);

    public Task<int> CountHeldAsync(string projectId, CancellationToken cancellationToken) => Task.FromResult(0);

    public IDisposable Subscribe(string projectId, Func<Task> changed) => new Nothing();

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
