using System.Globalization;
using WebhookStudio.Bench;
using WebhookStudio.Bench.Filling;
using WebhookStudio.Bench.Jobs;
using WebhookStudio.Bench.Pages;
using WebhookStudio.Bench.Receiver;

switch (args)
{
    case [Sink.Command]:
        return await Sink.RunAsync();
    case [CeilingClient.Command, var sink, var count]:
        return await CeilingClient.RunAsync(sink, int.Parse(count, CultureInfo.InvariantCulture));
    case [JobProgram.Command, .. { Length: 5 } arguments]:
        return await JobProgram.RunAsync(arguments);
    case [FillCommand.Command, .. var arguments]:
        return await FillCommand.RunAsync(arguments);
    case [PagesCommand.Command, .. var arguments]:
        return await PagesCommand.RunAsync(arguments);
}

if (BenchOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);

    return 2;
}

return await Suite.RunAsync(options);
