using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries.Sending;

namespace WebhookStudio.Features.Deliveries;

/// <summary>Where a stage sends, with its secrets open. Lives only as long as the requests that need it.</summary>
internal sealed record WebhookTarget
{
    private HiddenValues? _hidden;

    public required StageKey Key { get; init; }

    public required string StageName { get; init; }

    public required string Url { get; init; }

    /// <summary>Gets the secrets that sign the requests, or <see langword="null"/> if they are not signed.</summary>
    public SigningSecrets? Secrets { get; init; }

    public string? Token { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public SuccessCodes SuccessCodes { get; init; }

    /// <summary>Gets the number of the workflow that the settings are from.</summary>
    public int WorkflowVersion { get; init; }

    public required RetryPolicy Retries { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required int Concurrency { get; init; }

    /// <summary>Gets how many deliveries a second may go out; <see langword="null"/> for no limit.</summary>
    public double? RateLimit { get; init; }

    public DeliveryOrdering Ordering { get; init; }

    /// <summary>Gets why nothing can be sent, or <see langword="null"/>.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets the values that no answer may bring into the log.</summary>
    public HiddenValues Hidden => _hidden ??= HiddenValues.Of(this);

    /// <summary>Whether an answer counts as delivered.</summary>
    public bool Accepts(int statusCode) => SuccessCodes is SuccessCodes.Any2xx
        ? statusCode is >= 200 and <= 299
        : statusCode is 200;

    // The generated text would hold the secrets.
    public override string ToString() => $"{StageName} -> {WebhookUrl.Display(Url)}";
}
