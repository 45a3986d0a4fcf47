namespace WebhookStudio.Bench.Filling;

/// <summary>The names that a filled database is made with.</summary>
internal static class FillNames
{
    public const string Project = "Pastry detection";

    /// <summary>The Webhook stages, named as the editor names them.</summary>
    public const string Hook = "4f6d1c1e-7a52-4a43-9d3c-1f0c9d1be201";
    public const string Archive = "b0a7c2d4-52f1-4e7b-8a76-6d2f0e9c5302";

    public const string HookName = "Webhook";
    public const string ArchiveName = "Archive webhook";

    /// <summary>No host has these names: who opens such a database by mistake sends nothing to anybody.</summary>
    public const string HookUrl = "https://hooks.bakery.example/v1/labels";
    public const string ArchiveUrl = "https://archive.bakery.example/in/labels";

    public const string BakeLevel = "0c4e1f7a92b83d5";

    public static IReadOnlyList<string> People { get; } =
    [
        "ada@bakery.example", "ben@bakery.example", "chloe@bakery.example", "deniz@bakery.example",
        "eiko@bakery.example", "farid@bakery.example", "greta@bakery.example", "hugo@bakery.example",
    ];

    public static IReadOnlyList<string> Managers { get; } = ["ada@bakery.example", "greta@bakery.example"];

    /// <summary>Gets what can be drawn: title, schema identifier and colour.</summary>
    public static IReadOnlyList<(string Title, string SchemaId, string Color)> Pastries { get; } =
    [
        ("Croissant", "1a5be07c4d2f961", "#f44336"), ("Pain au chocolat", "2b6cf18d5e30a72", "#2f7bf6"),
        ("Brioche", "3c7d029e6f41b83", "#0aa37f"), ("Pain aux raisins", "4d8e13af7052c94", "#b637d4"),
    ];

    public static IReadOnlyList<(string Value, string SchemaId)> BakeLevels { get; } =
        [("Underbaked", "5e9f24b08163da5"), ("Golden", "6fa035c19274eb6"), ("Overbaked", "70b146d2a385fc7")];

    public static string Product(int number) => Products[number % Products.Length];

    public static string Batch(int number) => number switch
    {
        0 => "Le Croissànt",
        < 31 => $"week {number:00}",
        _ => $"{Product(number)} line {number - 30}",
    };

    private static readonly string[] Products =
        ["croissant", "brioche", "pain-au-chocolat", "pain-aux-raisins", "eclair", "tartelette"];
}
