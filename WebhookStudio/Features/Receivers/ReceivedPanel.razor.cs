using System.Text;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Receivers;

/// <summary>One received request: the check of its signature, and its body, headers and raw text.</summary>
public sealed partial class ReceivedPanel : ComponentBase
{
    /// <summary>How many lines are added at a time, so that a large body does not stall the page.</summary>
    private const int LinesAtOnce = 1000;

    private const int RawLength = 200_000;

    private IReadOnlyList<IReadOnlyList<JsonPiece>>? _json;
    private byte[]? _read;
    private int _shown = LinesAtOnce;

    [Inject]
    public required BrowserTime Time { get; init; }

    [Parameter, EditorRequired]
    public required string ProjectId { get; set; }

    [Parameter, EditorRequired]
    public required ReceivedDetails Details { get; set; }

    /// <summary>Gets or sets what is shown: <c>body</c>, <c>headers</c> or <c>raw</c>.</summary>
    [Parameter, EditorRequired]
    public required string Tab { get; set; }

    /// <summary>Gets or sets what gives the address of a tab.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string> TabLink { get; set; }

    private static (string Name, string Words)[] Tabs => [("body", "Body"), ("headers", "Headers"), ("raw", "Raw")];

    private ReceivedLine Line => Details.Line;

    private string Facts => string.Join(", ", new[]
    {
        ReceiverWords.Size(Details.Body.Length),
        Details.BodyCut ? "cut off" : null,
        Details.ContentType?.Split(';')[0],
    }.Where(fact => !string.IsNullOrEmpty(fact)));

    private string RawText
    {
        get
        {
            var text = Encoding.UTF8.GetString(Details.Body.AsSpan(0, Math.Min(RawLength, Details.Body.Length)));

            return Details.Body.Length switch
            {
                0 => "(empty)",
                > RawLength => $"{text}\n... the first {ReceiverWords.Size(RawLength)} are shown",
                _ => text,
            };
        }
    }

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_read, Details.Body))
        {
            _read = Details.Body;
            _json = JsonLines.Of(Details.Body);
        }
    }

    private void ShowMore() => _shown += LinesAtOnce;
}
