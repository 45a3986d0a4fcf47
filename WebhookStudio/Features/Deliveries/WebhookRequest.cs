using System.Globalization;
using System.Net;
using System.Reflection;
using WebhookStudio.Features.Deliveries.Sending;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Makes the HTTP request of an attempt.</summary>
internal static class WebhookRequest
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string AttemptHeader = "webhook-attempt";
    public const string TriggerHeader = "webhook-trigger";

    private const string Json = "application/json; charset=utf-8";

    /// <summary>Gets what the requests call themselves, such as <c>WebhookStudio/0.1.0</c>.</summary>
    public static string UserAgent { get; } = "WebhookStudio/"
        + (typeof(WebhookRequest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "0");

    /// <summary>Makes the request: the stored bytes, signed for this attempt.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="url">Its address, taken apart.</param>
    /// <param name="delivery">What is sent.</param>
    /// <param name="at">The time that the signature vouches for.</param>
    public static WebhookMessage Create(
        WebhookTarget target, ReceiverUrl url, ClaimedDelivery delivery, DateTimeOffset at)
    {
        var request = new WebhookMessage(url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(delivery.Body),
        };

        request.Headers.TryAddWithoutValidation("Host", url.Host);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Json);

        // Extra headers come first, so that none of them can replace one of ours.
        foreach (var (name, value) in target.Headers)
        {
            // Some names are headers of the content to .NET, and refused elsewhere.
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        Set(request, "User-Agent", UserAgent);
        Set(request, "Accept-Encoding", "identity");
        Set(request, IdHeader, delivery.Id.Value);
        Set(request, TimestampHeader, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        Set(request, AttemptHeader, delivery.Number.ToString(CultureInfo.InvariantCulture));
        Set(request, TriggerHeader, delivery.Trigger.ToString().ToLowerInvariant());

        if (target.Token is { } token)
        {
            Set(request, "Authorization", $"Bearer {token}");
        }

        foreach (var (name, value) in target.Secrets?.Sign(delivery.Id.Value, at, delivery.Body) ?? [])
        {
            Set(request, name, value);
        }

        return request;
    }

    /// <summary>Writes the header lines as they go out, what is secret masked.</summary>
    public static string Describe(HttpRequestMessage request, WebhookTarget target) =>
        HeaderLines.Write(request.Headers, request.Content!.Headers, name => IsSecret(name, target));

    private static bool IsSecret(string name, WebhookTarget target)
    {
        for (var i = 0; i < target.Headers.Count; i++)
        {
            if (name.Equals(target.Headers[i].Key, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return name.Equals("Authorization", StringComparison.OrdinalIgnoreCase);
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
