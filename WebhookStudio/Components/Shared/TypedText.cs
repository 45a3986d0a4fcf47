namespace WebhookStudio.Components.Shared;

/// <summary>The text of a field that hands each change up and is drawn with what comes down again.</summary>
/// <remarks>While a person types, what comes down is older than what the field shows: an echo of an earlier key. It must not
/// take the later ones away. Only a text that this field did not send itself is news.</remarks>
internal sealed class TypedText
{
    private readonly Queue<string> _sent = new();
    private string _given = "";

    /// <summary>Gets what the field shows.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Takes what a person typed; it is on its way up from now on.</summary>
    public void Type(string? text)
    {
        Text = text ?? "";
        _sent.Enqueue(Text);
    }

    /// <summary>Takes what came down.</summary>
    public void Give(string text)
    {
        if (text == _given)
        {
            return;
        }

        _given = text;

        if (_sent.Contains(text))
        {
            while (_sent.Dequeue() != text)
            {
                // Keys that were handed up together come down as one.
            }
        }
        else
        {
            _sent.Clear();
            Text = text;
        }
    }
}
