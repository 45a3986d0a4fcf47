namespace WebhookStudio.Tests.TestKit;

/// <summary>Tests of the real application with a real receiver beside it.</summary>
public abstract class ReceiverTest : IAsyncLifetime
{
    private WebhookReceiver? _receiver;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected StudioApp App { get; } = new();

    protected WebhookReceiver Receiver => _receiver ?? throw new InvalidOperationException("The receiver has not started.");

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        App.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Receiver.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
