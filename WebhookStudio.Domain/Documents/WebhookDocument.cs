using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Domain.Documents;

public static class WebhookDocument
{
    public static byte[] Write(DocumentSource source, Stage stage) => throw new NotSupportedException();
}
