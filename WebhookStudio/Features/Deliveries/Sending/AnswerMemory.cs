using Microsoft.Extensions.Options;
using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Features.Deliveries.Sending;

/// <summary>The memory for the bodies of answers that are being read or wait to be written down.</summary>
/// <remarks>
/// One body is kept up to <see cref="AnswerBody.MostKept"/>, but hundreds of requests can be under way, and while the disk is slow
/// or full their answers wait. So what all of them have beyond their first <see cref="ByRight"/> bytes comes from one budget,
/// <see cref="DeliveryOptions.AnswerMegabytes"/>. When it is used up, further bodies are cut after those bytes, and marked as
/// cut like any other, until some have been written down. So the bodies need the budget and 4 KB for each request under way
/// at the most; headers are bounded for each request alone. On the disk an attempt takes 64 KB of body and 8 KB of headers each way at
/// the most, for as long as <c>WebhookStudio:Retention:Bodies</c> says.
/// </remarks>
internal sealed class AnswerMemory(IOptions<DeliveryOptions> options)
{
    /// <summary>How many bytes of its body every answer keeps, however many there are.</summary>
    public const int ByRight = 4 * 1024;

    private long _left = options.Value.AnswerMegabytes * 1024L * 1024;

    /// <summary>Gets how many bytes are left; less than none for a moment, when masked secrets are longer than they were.</summary>
    public long Left => Interlocked.Read(ref _left);

    /// <summary>Takes memory for more of a body.</summary>
    /// <param name="from">How long it is.</param>
    /// <param name="to">How long it is to be.</param>
    /// <returns><see langword="false"/> if there is not enough left; nothing has been taken then.</returns>
    public bool TryGrow(int from, int to)
    {
        var more = Beyond(to) - Beyond(from);

        if (more <= 0 || Interlocked.Add(ref _left, -more) >= 0)
        {
            return true;
        }

        Interlocked.Add(ref _left, more);

        return false;
    }

    /// <summary>Notes that a body has another length by now.</summary>
    public void Resize(int from, int to) => Interlocked.Add(ref _left, Beyond(from) - Beyond(to));

    /// <summary>Gives back what an attempt holds. Call it once, when the attempt has been written down.</summary>
    public void Release(DeliveryAttempt attempt) => Resize(attempt.Exchange?.ResponseBody?.Length ?? 0, 0);

    private static int Beyond(int length) => Math.Max(0, length - ByRight);
}
