namespace WebhookStudio.Platform;

/// <summary>A page of a longer list.</summary>
/// <param name="Items">The items of this page, in the order of the list.</param>
/// <param name="Total">How many items the whole list has.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total)
{
    /// <summary>Writes for example <c>51-100 of 412</c>.</summary>
    public string Range(PageRequest page) => Items.Count == 0 ? $"0 of {Total}" : $"{page.Skip + 1}-{page.Skip + Items.Count} of {Total}";
}

/// <summary>Asks for a page.</summary>
/// <param name="Number">The number of the page; the first is 1.</param>
/// <param name="Size">How many items a page has; 1 to 1000.</param>
public readonly record struct PageRequest(int Number, int Size)
{
    /// <summary>The largest page.</summary>
    public const int MaxSize = 1000;

    /// <summary>Gets how many items come before the page.</summary>
    public int Skip => (Number - 1) * Size;

    /// <summary>Takes numbers from outside and brings them into bounds.</summary>
    public static PageRequest Clamped(int number, int size) =>
        new(Math.Clamp(number, 1, 1_000_000), Math.Clamp(size, 1, MaxSize));
}
