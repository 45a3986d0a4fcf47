using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Makes the HTTP request of an attempt.</summary>
internal static class WebhookRequest
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string AttemptHeader = "webhook-attempt";
    public const string TriggerHeader = "webhook-trigger";

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <summary>Gets what the requests call themselves, such as <c>WebhookStudio/0.1.0</c>.</summary>
    public static string UserAgent { get; } = "WebhookStudio/"
        + (typeof(WebhookRequest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "0");

    /// <summary>Makes the request: the stored bytes, signed for this attempt.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="delivery">What is sent.</param>
    /// <param name="at">The time that the signature vouches for.</param>
    public static HttpRequestMessage Create(WebhookTarget target, ClaimedDelivery delivery, DateTimeOffset at)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(delivery.Body) { Headers = { ContentType = Json } },
        };

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
    public static string Describe(HttpRequestMessage request, WebhookTarget target)
    {
        var secret = target.Headers.Select(header => header.Key).Append("Authorization")
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        return HeaderLines.Write(
            [request.Headers, request.Content!.Headers], name => secret.Contains(name) ? "(hidden)" : null);
    }

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}

/// <summary>Writes headers for the log.</summary>
internal static class HeaderLines
{
    /// <summary>The most characters kept; what comes after is cut off.</summary>
    private const int MostKept = 32 * 1024;

    /// <summary>Writes one <c>Name: value</c> a line.</summary>
    public static string Write(IEnumerable<HttpHeaders> headers, Func<string, string?>? mask = null)
    {
        var text = new StringBuilder();

        foreach (var (name, values) in headers.SelectMany(group => group.NonValidated))
        {
            var line = mask?.Invoke(name) ?? string.Join(", ", values);
            text.Append(CultureInfo.InvariantCulture, $"{name}: {line}\n");
        }

        return text.ToString(0, Math.Min(text.Length, MostKept));
    }
}
