using System.Buffers;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>A small receiver in one language.</summary>
/// <param name="Id">A word for tests and links.</param>
/// <param name="Name">What the language is called.</param>
/// <param name="File">What the file may be called.</param>
/// <param name="Command">What runs it.</param>
/// <param name="Write">Writes it for a path, which is percent-encoded as it is sent.</param>
public sealed record ReceiverSnippet(string Id, string Name, string File, string Command, Func<string, string> Write);

/// <summary>Receivers to copy, that check the signature and answer 200. Each listens on port 5000.</summary>
public static class ReceiverSnippets
{
    /// <summary>What stands where the secret belongs.</summary>
    public const string SecretPlace = "your_secret_key";

    private const string UsualPath = "/hook";

    // Routes of the frameworks give these a meaning of their own.
    private static readonly SearchValues<char> RouteMarks = SearchValues.Create("<>{}?*:");

    public static IReadOnlyList<ReceiverSnippet> All { get; } =
    [
        new("python", "Python", "receiver.py", "flask --app receiver run --port 5000", Python),
        new("node", "Node", "receiver.js", "node receiver.js", Node),
        new("csharp", "C#", "receiver.cs", "dotnet run receiver.cs --urls http://127.0.0.1:5000", CSharp),
    ];

    /// <summary>Gets the path of a receiver's address, percent-encoded; <c>/hook</c> as long as there is no address.</summary>
    public static string PathOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? uri.AbsolutePath
            : UsualPath;

    private static string Python(string path) => $$"""
        import hashlib
        import hmac
        import json

        from flask import Flask, Response, request

        secret = '{{SecretPlace}}'.encode()  # the secret of the stage, exactly as it stands there
        app = Flask(__name__)


        @app.route('{{Quoted(Route(path, "/<path:path>"))}}', methods=['POST'])
        def hook({{(IsPlain(path) ? "" : "path")}}):
            # request.data is the raw body: parsed and written anew it would have another signature
            computed = hmac.new(secret, msg=request.data, digestmod=hashlib.sha1).hexdigest()
            sent = request.headers.get('X-Hub-Signature', '')
            if not hmac.compare_digest(sent.encode(), computed.encode()):
                return Response('Invalid signature', status=400)
            print(json.dumps(request.get_json(), indent=2))
            return 'ok'

        """;

    private static string Node(string path) => $$"""
        const crypto = require('node:crypto');
        const http = require('node:http');

        const secret = '{{SecretPlace}}'; // the secret of the stage, exactly as it stands there

        http.createServer((request, response) => {
          if (request.method !== 'POST' || request.url.split('?')[0] !== '{{Quoted(path)}}') {
            response.writeHead(404).end();
            return;
          }
          const chunks = [];
          request.on('data', chunk => chunks.push(chunk));
          request.on('end', () => {
            const body = Buffer.concat(chunks); // the raw body: parsed and written anew it would have another signature
            const computed = Buffer.from(crypto.createHmac('sha1', secret).update(body).digest('hex'));
            const sent = Buffer.from(request.headers['x-hub-signature'] ?? '');
            if (sent.length !== computed.length || !crypto.timingSafeEqual(sent, computed)) {
              response.writeHead(400).end('Invalid signature');
              return;
            }
            console.log(JSON.stringify(JSON.parse(body), null, 2));
            response.end('ok');
          });
        }).listen(process.env.PORT ?? 5000);

        """;

    private static string CSharp(string path) => $$"""
        #:sdk Microsoft.NET.Sdk.Web
        using System.Security.Cryptography;
        using System.Text;

        var secret = Encoding.UTF8.GetBytes("{{SecretPlace}}"); // the secret of the stage, exactly as it stands there
        var app = WebApplication.Create(args);

        app.MapPost("{{Route(path, "/{**path}").Replace("\\", "\\\\").Replace("\"", "\\\"")}}", async (HttpRequest request) =>
        {
            using var buffer = new MemoryStream();
            await request.Body.CopyToAsync(buffer);
            var body = buffer.ToArray(); // the raw body: parsed and written anew it would have another signature
            var computed = Convert.ToHexStringLower(HMACSHA1.HashData(secret, body));
            var sent = request.Headers["X-Hub-Signature"].ToString();

            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(computed)))
            {
                return Results.Text("Invalid signature", statusCode: 400);
            }

            Console.WriteLine(Encoding.UTF8.GetString(body));
            return Results.Text("ok");
        });

        app.Run();

        """;

    /// <summary>Gets the path as routes of frameworks have it, decoded; one that takes every path where they would misread it.</summary>
    private static string Route(string path, string every) => IsPlain(path) ? Uri.UnescapeDataString(path) : every;

    private static bool IsPlain(string path) => !Uri.UnescapeDataString(path).AsSpan().ContainsAny(RouteMarks);

    private static string Quoted(string text) => text.Replace("\\", "\\\\").Replace("'", "\\'");
}
