namespace WebhookStudio.Domain.Documents;

/// <summary>The JSON Schema (2020-12) of <see cref="WebhookDocument"/>, for those who write receivers.</summary>
/// <remarks>The file beside this one is kept by hand. Tests hold it against the documents, key by key.</remarks>
public static class WebhookDocumentSchema
{
    private const string Resource = "webhook-document.schema.json";

    /// <summary>Gets the schema as it stands in the file.</summary>
    public static byte[] Json { get; } = Read();

    private static byte[] Read()
    {
        using var stream = typeof(WebhookDocumentSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not in the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);

        return bytes.ToArray();
    }
}
