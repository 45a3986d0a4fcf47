namespace WebhookStudio.Domain.Deliveries;

/// <summary>How far away an address is from what anybody may call.</summary>
public enum AddressTier
{
    /// <summary>An address of the internet: may always be called.</summary>
    Public,

    /// <summary>An address of this machine or of a private network: may be called if the configuration says so.</summary>
    Private,

    /// <summary>An address that no receiver has: may not be called, whatever the configuration says.</summary>
    Never,
}

/// <summary>What the <see cref="AddressPolicy"/> says about an address.</summary>
public sealed record AddressVerdict
{
    private AddressVerdict()
    {
    }

    /// <summary>Gets the verdict of every address that may be called.</summary>
    public static AddressVerdict Allowed { get; } = new();

    /// <summary>Gets a value indicating whether the address may be called.</summary>
    public bool IsAllowed => Rule is null;

    /// <summary>Gets whether another configuration would allow what is refused.</summary>
    public AddressTier Tier { get; private init; }

    /// <summary>Gets the name of the rule that refuses, such as <c>link-local</c>; <see langword="null"/> if none does.</summary>
    public string? Rule { get; private init; }

    /// <summary>Gets address, rule and what can be done, in words and without a full stop at the end; empty if the
    /// address is allowed.</summary>
    public string Message { get; private init; } = "";

    internal static AddressVerdict Refused(AddressRange range, string subject) => new()
    {
        Tier = range.Tier,
        Rule = range.Rule,
        Message = range.Tier is AddressTier.Never
            ? $"{subject} is {range.Words}: never called"
            : $"{subject} is {range.Words}; allow it with {AddressPolicy.Setting}",
    };
}
