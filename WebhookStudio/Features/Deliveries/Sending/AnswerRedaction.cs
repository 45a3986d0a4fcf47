namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>Keeps the secret values of one request out of what is stored of its answer, and remembers whether there were any.</summary>
internal sealed class AnswerRedaction(HiddenValues values)
{
    /// <summary>What the log says of an answer in which something is hidden.</summary>
    public const string Note = $"The answer repeated secret values of the request; they are stored as {HiddenValues.Mask}.";

    /// <summary>Gets whether anything has been hidden.</summary>
    public bool HasHidden { get; private set; }

    public string Text(string text)
    {
        var masked = values.In(text);
        HasHidden |= !ReferenceEquals(masked, text);

        return masked;
    }

    /// <summary>Hides what is secret in a body; it has no more than <see cref="AnswerBody.MostKept"/> bytes afterwards, either.</summary>
    public AnswerBody Body(AnswerBody body)
    {
        var masked = values.In(body.Bytes, body.IsCut);

        if (ReferenceEquals(masked, body.Bytes))
        {
            return body;
        }

        HasHidden = true;

        return masked.Length <= AnswerBody.MostKept
            ? body with { Bytes = masked }
            : body with { Bytes = masked[..AnswerBody.MostKept], IsCut = true };
    }
}
