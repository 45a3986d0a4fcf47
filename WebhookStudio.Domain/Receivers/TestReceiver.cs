using System.Buffers;
using System.Security.Cryptography;
using WebhookStudio.Domain.Projects;

namespace WebhookStudio.Domain.Receivers;

/// <summary>What a test receiver answers to requests whose signature is in order.</summary>
public enum ReceiverAnswer
{
    /// <summary>200, at once.</summary>
    Ok200 = 0,

    /// <summary>400, at once.</summary>
    BadRequest400 = 1,

    /// <summary>500, at once.</summary>
    ServerError500 = 2,

    /// <summary>200, after <see cref="TestReceiver.SlowWait"/>.</summary>
    Slow = 3,
}

/// <summary>The receiver that a project has built in, to try webhooks out with. Each project has at most one.</summary>
public sealed class TestReceiver
{
    /// <summary>The number of characters of every token.</summary>
    public const int TokenLength = 22;

    /// <summary>How many requests are kept; older ones make room.</summary>
    public const int KeptRequests = 200;

    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBody = 1024 * 1024;

    /// <summary>How long <see cref="ReceiverAnswer.Slow"/> waits.</summary>
    public static readonly TimeSpan SlowWait = TimeSpan.FromSeconds(15);

    private const string TokenLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private const string PathStart = "/receiver/";

    private static readonly SearchValues<char> Letters = SearchValues.Create(TokenLetters);

    private static readonly int PathLength = PathStart.Length + TokenLength;

    private TestReceiver()
    {
    }

    public required Id<TestReceiver> Id { get; init; }

    public required Id<Project> ProjectId { get; init; }

    /// <summary>Gets the random part of the address: whoever knows it may send.</summary>
    public required string Token { get; init; }

    public ReceiverAnswer Answer { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public static TestReceiver Create(Id<Project> project, DateTimeOffset now) => new()
    {
        Id = Id<TestReceiver>.New(now),
        ProjectId = project,
        Token = RandomNumberGenerator.GetString(TokenLetters, TokenLength),
        CreatedAt = now,
    };

    /// <summary>Gets the path of the receiver that has a token.</summary>
    public static string PathOf(string token) => PathStart + token;

    /// <summary>Whether a path is that of a test receiver, and of nothing else of this application.</summary>
    /// <remarks>As generous as the routing is: neither a slash at the end nor the case of the first part matters to it.</remarks>
    public static bool IsPath(ReadOnlySpan<char> path) =>
        (path.Length == PathLength || (path.Length == PathLength + 1 && path[^1] == '/'))
        && path.StartsWith(PathStart, StringComparison.OrdinalIgnoreCase)
        && !path[PathStart.Length..PathLength].ContainsAnyExcept(Letters);

    /// <summary>Whether a text has the form of a token.</summary>
    public static bool IsToken(string text) => text.Length == TokenLength && text.All(char.IsAsciiLetterOrDigit);

    /// <summary>Whether an address leads to this receiver, under whatever name the server is called.</summary>
    /// <remarks>As generous as the routing is: neither a slash at the end nor the case of the path matters to it.</remarks>
    public bool IsAt(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.AbsolutePath.TrimEnd('/').Split('/') is [.., var folder, var token]
        && folder.Equals("receiver", StringComparison.OrdinalIgnoreCase)
        && token == Token;

    public void AnswerWith(ReceiverAnswer answer) => Answer = answer;
}
