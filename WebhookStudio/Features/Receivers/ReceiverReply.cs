using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>The answer to a received request.</summary>
internal sealed record ReceiverReply(int Status, string Text, TimeSpan Wait = default)
{
    /// <summary>Decides the answer: what cannot be read or trusted is turned away first, then the receiver's own answer.</summary>
    public static ReceiverReply To(ReceivedRequest request, SignatureCheck check, ReceiverAnswer answer) => request.End switch
    {
        BodyEnd.TooLong => new(413, $"The body is larger than {TestReceiver.MaxBody} bytes"),
        BodyEnd.TooSlow => new(408, "The body took too long"),
        _ when check.IsRefused => new(400, "Invalid signature"),
        _ => answer switch
        {
            ReceiverAnswer.BadRequest400 => new(400, "Bad request"),
            ReceiverAnswer.ServerError500 => new(500, "Internal server error"),
            ReceiverAnswer.Slow => new(200, "ok", TestReceiver.SlowWait),
            _ => new(200, "ok"),
        },
    };
}
