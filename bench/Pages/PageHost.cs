using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebhookStudio.Bench.Processes;
using WebhookStudio.Data;
using WebhookStudio.Features.Access;

namespace WebhookStudio.Bench.Pages;

/// <summary>The application in this process, on a data folder, with nothing going on in the background: every query is one
/// that somebody asked for.</summary>
internal sealed partial class PageHost(string folder) : WebApplicationFactory<StudioDbContext>
{
    // The database has to be migrated, and the instance to know its owner.
    private static readonly Type[] Started = [typeof(DatabaseStart), typeof(OwnerStart)];

    /// <summary>Makes a client with the session of the owner, as a browser has it.</summary>
    public async Task<HttpClient> SignInAsync(CancellationToken cancellationToken)
    {
        var client = CreateClient();
        var page = await client.GetStringAsync("/signin", cancellationToken);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["_handler"] = "signin",
            ["Form.Email"] = StudioOwner.Bakery.Email,
            ["Form.Password"] = StudioOwner.Bakery.Password,
        });
        using var answer = await client.PostAsync("/signin", form, cancellationToken);

        return answer.RequestMessage!.RequestUri!.AbsolutePath == "/"
            ? client
            : throw new InvalidOperationException(
                $"{StudioOwner.Bakery.Email} could not sign in. Was the folder made by 'fill'?");
    }

    /// <summary>Makes a client of the API that sends the owner's key.</summary>
    public HttpClient CreateApiClient()
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Add("apikey", StudioOwner.Bakery.ApiKey);

        return client;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("WebhookStudio:DataDirectory", folder);
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureServices(services =>
        {
            foreach (var service in services.Where(IsBackground).ToList())
            {
                services.Remove(service);
            }
        });
    }

    private static bool IsBackground(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && !Started.Contains(service.ImplementationType)
        && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
