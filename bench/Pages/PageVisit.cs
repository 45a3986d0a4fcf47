using Microsoft.Extensions.DependencyInjection;

namespace WebhookStudio.Bench.Pages;

/// <summary>Who asks: a browser, a program, or a page that is open already and calls a service.</summary>
/// <param name="Browser">Has the session of the owner.</param>
/// <param name="Program">Sends the owner's key.</param>
/// <param name="Services">Those of the application.</param>
/// <param name="Stopping">Gives up.</param>
internal sealed record PageVisit(HttpClient Browser, HttpClient Program, IServiceProvider Services, CancellationToken Stopping)
{
    /// <summary>Opens a page as a browser does at first: it comes whole, with everything it shows.</summary>
    public Task OpenAsync(string path) => GetAsync(Browser, path);

    public Task CallAsync(string path) => GetAsync(Program, path);

    /// <summary>Asks a service of the application, for what a page shows only once it lives.</summary>
    public async Task AskAsync<T>(Func<T, Task> ask)
        where T : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await ask(scope.ServiceProvider.GetRequiredService<T>());
    }

    private async Task GetAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, Stopping);

        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
        }

        await answer.Content.ReadAsByteArrayAsync(Stopping);
    }
}

/// <summary>Something that a person or a program asks for, whose queries are measured.</summary>
/// <param name="Name">What is asked for.</param>
/// <param name="AskAsync">Asks once.</param>
internal sealed record PageQuestion(string Name, Func<PageVisit, Task> AskAsync)
{
    public static PageQuestion Page(string name, string path) => new(name, visit => visit.OpenAsync(path));

    public static PageQuestion Api(string name, string path) => new(name, visit => visit.CallAsync(path));

    public static PageQuestion Service<T>(string name, Func<T, CancellationToken, Task> ask)
        where T : notnull =>
        new(name, visit => visit.AskAsync<T>(service => ask(service, visit.Stopping)));
}
