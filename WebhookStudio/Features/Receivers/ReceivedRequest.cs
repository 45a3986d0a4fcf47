using System.Buffers;
using WebhookStudio.Domain.Receivers;

namespace WebhookStudio.Features.Receivers;

/// <summary>How far the body of a request was read.</summary>
internal enum BodyEnd
{
    Whole,
    TooLong,
    TooSlow,
}

/// <summary>A request as far as it was read.</summary>
internal sealed record ReceivedRequest(
    string Method, IReadOnlyList<ReceivedHeader> Headers, byte[] Body, BodyEnd End = BodyEnd.Whole)
{
    private const int ChunkLength = 64 * 1024;

    /// <summary>How long the whole body may take to arrive.</summary>
    public static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Gets the first value of a header, cut to what a column takes; <see langword="null"/> if it is missing.</summary>
    public string? Header(string name)
    {
        var value = Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;

        return value is { Length: > ReceivedWebhook.TextMaxLength } ? value[..ReceivedWebhook.TextMaxLength] : value;
    }

    /// <summary>Reads a request. Whatever length it says it has, no more than the bound is taken in.</summary>
    public static async Task<ReceivedRequest> ReadAsync(
        HttpRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(ReadTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var body = new MemoryStream();
        var end = BodyEnd.Whole;

        try
        {
            end = await CopyAsync(request.Body, body, either.Token);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            end = BodyEnd.TooLong;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            end = BodyEnd.TooSlow;
        }

        return new(request.Method, [.. HeadersOf(request)], body.ToArray(), end);
    }

    private static async Task<BodyEnd> CopyAsync(Stream from, MemoryStream to, CancellationToken cancellationToken)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkLength);

        try
        {
            while (await from.ReadAsync(chunk, cancellationToken) is > 0 and var read)
            {
                var room = TestReceiver.MaxBody - (int)to.Length;
                to.Write(chunk, 0, Math.Min(read, room));

                if (read > room)
                {
                    return BodyEnd.TooLong;
                }
            }

            return BodyEnd.Whole;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static IEnumerable<ReceivedHeader> HeadersOf(HttpRequest request) =>
        from header in request.Headers
        from value in header.Value
        select new ReceivedHeader(header.Key, value ?? "");
}
