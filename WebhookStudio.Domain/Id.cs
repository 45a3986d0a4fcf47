using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace WebhookStudio.Domain;

/// <summary>Identifies a <typeparamref name="T"/>: 24 lower-case hexadecimal digits.</summary>
/// <remarks>
/// The shape is that of MongoDB's ObjectId, which receivers and scripts of the dialect expect: 4 bytes of Unix time,
/// 5 bytes that are random per process, 3 bytes of a counter. Identifiers of one process sort by the time they were made.
/// </remarks>
public readonly record struct Id<T> : IParsable<Id<T>>, IComparable<Id<T>>
{
    /// <summary>The number of characters of every identifier.</summary>
    public const int TextLength = 24;

    /// <summary>The number of bytes that the characters stand for.</summary>
    public const int ByteLength = TextLength / 2;

    private readonly string? _value;

    /// <summary>Takes an identifier from its text.</summary>
    /// <exception cref="FormatException">The text is not 24 hexadecimal digits.</exception>
    public Id(string value)
    {
        if (!IsValid(value))
        {
            throw new FormatException($"'{value}' is not an identifier: 24 hexadecimal digits are expected.");
        }

        _value = value.ToLowerInvariant();
    }

    /// <summary>Gets the text; 24 zeros for the default value.</summary>
    public string Value => _value ?? "000000000000000000000000";

    public static Id<T> New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)now.ToUnixTimeSeconds());
        IdSequence.Process.CopyTo(bytes[4..]);
        var counter = IdSequence.Next();
        bytes[9] = (byte)(counter >> 16);
        bytes[10] = (byte)(counter >> 8);
        bytes[11] = (byte)counter;

        return new(Convert.ToHexStringLower(bytes));
    }

    /// <summary>Gets the lower bound of what is made from a second on: every identifier made before it is smaller.</summary>
    /// <remarks>So the key of a table can stand in for a time, where no index has one.</remarks>
    public static Id<T> FirstOf(DateTimeOffset time)
    {
        var seconds = (uint)Math.Clamp(time.ToUnixTimeSeconds(), 0, uint.MaxValue);

        return new($"{seconds:x8}{0:x16}");
    }

    /// <summary>Takes an identifier from its bytes.</summary>
    /// <exception cref="FormatException">They are not 12.</exception>
    public static Id<T> FromBytes(byte[] bytes) => new(Convert.ToHexStringLower(bytes));

    /// <summary>Gets the bytes that the text stands for. They sort as the texts do.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Value);

    /// <summary>Gets the one identifier that belongs to this one and is given to nothing else, such as the name of a copy.</summary>
    public Id<T> Twin()
    {
        var bytes = ToBytes();
        bytes[4] ^= IdSequence.TwinBit;

        return FromBytes(bytes);
    }

    public static bool IsValid([NotNullWhen(true)] string? text) =>
        text is { Length: TextLength } && text.All(char.IsAsciiHexDigit);

    public static Id<T> Parse(string s, IFormatProvider? provider) => new(s);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        var valid = IsValid(s);
        result = valid ? new(s!) : default;

        return valid;
    }

    public bool Equals(Id<T> other) => Value == other.Value;

    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(Id<T> other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    public static bool operator <(Id<T> left, Id<T> right) => left.CompareTo(right) < 0;

    public static bool operator >(Id<T> left, Id<T> right) => left.CompareTo(right) > 0;

    public static bool operator <=(Id<T> left, Id<T> right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Id<T> left, Id<T> right) => left.CompareTo(right) >= 0;
}

/// <summary>The parts of an identifier that are shared by all kinds of them.</summary>
internal static class IdSequence
{
    // From the lower half of its range: so many identifiers sort by their making before the counter first wraps.
    private static int _counter = RandomNumberGenerator.GetInt32(0x800000);

    /// <summary>What tells the twin of an identifier from the identifier; no process has it.</summary>
    public const byte TwinBit = 0x80;

    public static byte[] Process { get; } = MakeProcess();

    public static int Next() => Interlocked.Increment(ref _counter) & 0xFFFFFF;

    private static byte[] MakeProcess()
    {
        var process = RandomNumberGenerator.GetBytes(5);
        process[0] &= TwinBit - 1;

        return process;
    }
}
