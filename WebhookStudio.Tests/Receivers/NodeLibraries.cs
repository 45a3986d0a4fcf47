using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Receivers;

/// <summary>Libraries from npm that receivers verify webhooks with, and one that checks documents, run by node.</summary>
internal static class NodeLibraries
{
    /// <summary>Verifies <c>webhook-signature</c>, and that the time is not older than five minutes.</summary>
    public const string StandardWebhooks = "standardwebhooks";

    /// <summary>Verifies <c>X-Hub-Signature-256</c>.</summary>
    public const string Octokit = "octokit";

    /// <summary>What a library says of a request that it finds genuine.</summary>
    public const string Genuine = "true";

    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    /// <summary>Lets libraries check a request.</summary>
    /// <param name="checks">The libraries, the secrets they know, and the requests.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>For each check <see cref="Genuine"/>, or what the library has against the request.</returns>
    public static async Task<IReadOnlyList<string>> VerifyAsync(
        IEnumerable<(string Library, string Secret, ReceivedWebhook Webhook)> checks, CancellationToken cancellationToken)
    {
        var input = JsonSerializer.Serialize(
            checks.Select(check => new
            {
                check.Library,
                check.Secret,
                Headers = check.Webhook.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value),
                check.Webhook.Body,
            }),
            Web);

        return await RunAsync("verify.js", input, cancellationToken);
    }

    /// <summary>Lets ajv, a validator of JSON Schema, check documents.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <returns>For each document what is wrong with it; empty if nothing is.</returns>
    public static Task<string[]> ValidateAsync(JsonNode schema, IEnumerable<JsonNode> documents, CancellationToken cancellationToken)
    {
        var input = new JsonObject
        {
            ["schema"] = schema.DeepClone(),
            ["documents"] = new JsonArray([.. documents.Select(document => document.DeepClone())]),
        };

        return RunAsync("validate.js", input.ToJsonString(), cancellationToken);
    }

    private static async Task<string[]> RunAsync(string script, string input, CancellationToken cancellationToken)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder(), "node", script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        var errors = node.StandardError.ReadToEndAsync(cancellationToken);
        var output = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        Assert.True(node.ExitCode == 0, await errors);

        return JsonSerializer.Deserialize<string[]>(output, Web)!;
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
