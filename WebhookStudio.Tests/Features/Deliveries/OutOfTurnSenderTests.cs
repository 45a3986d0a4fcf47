using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WebhookStudio.Domain;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Tests.Features.Deliveries;

public sealed class OutOfTurnSenderTests : IDisposable
{
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly OutOfTurnSender _sender;

    public OutOfTurnSenderTests() => _sender = new(new NoSender(), new(Options.Create(new DeliveryOptions())), _lifetime);

    public void Dispose() => _sender.Dispose();

    [Fact]
    public void Take_AllTaken_IsRefusedUntilOneIsGivenBack()
    {
        var places = Enumerable.Range(0, OutOfTurnSender.Most).Select(_ => _sender.Take()).ToList();

        Assert.Equal("send.busy", Assert.Throws<DomainRuleException>(_sender.Take).Code);
        places[0].Dispose();

        _sender.Take().Dispose();
    }

    private sealed class NoSender : IWebhookSender
    {
        public Task<WebhookStudio.Domain.Deliveries.DeliveryAttempt> SendAsync(
            WebhookTarget target, ClaimedDelivery delivery, CancellationToken stopping) => throw new NotSupportedException();
    }
}
