namespace WebhookStudio.Data.Accounts;

/// <summary>
/// The one row that says this instance is set up. Its constant key is the guard: a second owner cannot be inserted, however
/// many ask at once.
/// </summary>
public sealed class Instance
{
    /// <summary>The only id there is.</summary>
    public const int OnlyId = 1;

    /// <summary>Gets the constant key.</summary>
    public int Id { get; private init; } = OnlyId;

    /// <summary>Gets the owner's user id.</summary>
    public required string OwnerUserId { get; init; }

    /// <summary>Gets or sets what people call this instance; may be empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>Gets when setup was done.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
