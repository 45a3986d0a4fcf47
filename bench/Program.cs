using WebhookStudio.Bench;

return args switch
{
    ["sink", var url] => await Sink.RunAsync(url),
    [] or ["latency"] => await Latency.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project bench [latency]");

    return 2;
}
