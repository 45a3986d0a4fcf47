using System.Diagnostics.CodeAnalysis;

namespace WebhookStudio.Domain.Workflows;

/// <summary>Names a stage within its project: the literal kind of a default stage (<c>Start</c>), or a UUID.</summary>
/// <remarks>Other texts of letters, digits, <c>-</c> and <c>_</c> are taken as they come, so that scripts may choose names.</remarks>
public readonly record struct StageId : IParsable<StageId>
{
    /// <summary>The longest identifier, in characters.</summary>
    public const int MaxLength = 64;

    private readonly string? _value;

    /// <exception cref="FormatException">The text is empty, too long, or has other characters.</exception>
    public StageId(string value)
    {
        if (!IsValid(value))
        {
            throw new FormatException(
                $"'{value}' is not a stage id: 1 to {MaxLength} letters, digits, '-' or '_' are expected.");
        }

        _value = value;
    }

    public static StageId Start { get; } = new("Start");

    public static StageId Label { get; } = new("Label");

    public static StageId Complete { get; } = new("Complete");

    public string Value => _value ?? "";

    public static StageId New() => new(Guid.NewGuid().ToString());

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static StageId Parse(string s, IFormatProvider? provider) => new(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out StageId result)
    {
        var valid = IsValid(s);
        result = valid ? new(s!) : default;

        return valid;
    }

    public override string ToString() => Value;
}
