using Microsoft.AspNetCore.Components;

namespace WebhookStudio.Features.Overview;

/// <summary>A part of the overview that reads what it shows by itself. What is shown stays while it is read anew.</summary>
/// <typeparam name="T">What it shows.</typeparam>
public abstract class OverviewPanel<T> : ComponentBase, IDisposable
    where T : class
{
    private readonly CancellationTokenSource _leaving = new();
    private (OverviewPlace, int)? _asked;

    [Inject]
    public required IOverview Overview { get; init; }

    [Parameter, EditorRequired]
    public required OverviewPlace Place { get; set; }

    /// <summary>Gets or sets a number that grows whenever something has changed.</summary>
    [Parameter]
    public int Tick { get; set; }

    /// <summary>Gets what is shown; <see langword="null"/> until it has been read for the first time.</summary>
    protected T? Found { get; private set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<T> ReadAsync(CancellationToken cancellationToken);

    protected override async Task OnParametersSetAsync()
    {
        var asked = (Place, Tick);

        if (_asked == asked)
        {
            return;
        }

        _asked = asked;
        var found = await ReadAsync(_leaving.Token);

        // Answers may overtake each other; only the last question counts.
        if (_asked == asked)
        {
            Found = found;
        }
    }
}
