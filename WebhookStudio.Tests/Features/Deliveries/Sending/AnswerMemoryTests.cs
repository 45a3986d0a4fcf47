using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Deliveries.Sending;
using WebhookStudio.Tests.TestKit;

namespace WebhookStudio.Tests.Features.Deliveries.Sending;

/// <summary>However many answers are under way, their bodies have one budget.</summary>
public sealed class AnswerMemoryTests : ReceiverTest
{
    private const int Megabyte = 1024 * 1024;

    public AnswerMemoryTests() => App.With("WebhookStudio:Delivery:AnswerMegabytes", "1");

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(AnswerMemory.ByRight, AnswerMemory.ByRight, false)]
    [InlineData(AnswerMemory.ByRight + 1, AnswerMemory.ByRight, true)]
    [InlineData(AnswerBody.MostKept, AnswerMemory.ByRight, true)]
    public async Task Send_NothingIsLeft_KeepsTheFirstBytes(int length, int kept, bool isCut)
    {
        using var sender = new TestSender(new() { AnswerMegabytes = 0 });

        var attempt = await SendAsync(sender, length);

        Assert.Equal((kept, isCut, true), (attempt.Exchange!.ResponseBody!.Length, attempt.ResponseCut, attempt.Accepted));
        Assert.Equal(0, sender.Memory.Left);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    public async Task Send_ManyLargeAnswers_StayWithinTheBudgetAndGiveItBack(string encoding)
    {
        using var sender = new TestSender(new() { AnswerMegabytes = 1 });
        var attempts = new List<DeliveryAttempt>();

        for (var i = 0; i < 20; i++)
        {
            attempts.Add(await SendAsync(sender, AnswerBody.MostKept, encoding));
            Assert.InRange(sender.Memory.Left, 0, Megabyte);
        }

        // Each full body takes 60 KB of the budget: 17 fit.
        Assert.Equal(17, attempts.Count(attempt => attempt.Exchange!.ResponseBody!.Length == AnswerBody.MostKept));
        Assert.All(attempts[17..], attempt => Assert.True(attempt.ResponseCut));
        attempts.ForEach(sender.Memory.Release);
        Assert.Equal(Megabyte, sender.Memory.Left);
        Assert.Equal(AnswerBody.MostKept, (await SendAsync(sender, AnswerBody.MostKept, encoding)).Exchange!.ResponseBody!.Length);
    }

    [Fact]
    public async Task Send_EveryWay_GivesItsMemoryBack()
    {
        Receiver.Answers(Answer(50_000)).Answers(Answer(50_000)).Answers(Answer(50_000));
        var scenario = await Scenario.CreateAsync(App, Receiver.Url);

        await scenario.ArrivesAsync(await scenario.SubmitNewAsync(), StageId.Complete, Cancelled);
        await App.Get<IWebhookTests>().SendAsync(new(scenario.ProjectId, scenario.Webhook, "ada@bakery.example"), Cancelled);
        var delivery = Assert.Single(await scenario.DeliveriesAsync());
        await App.Get<IRedelivery>().SendAsync(
            new(scenario.ProjectId, delivery.Id, RedeliveryBody.Same, "ada@bakery.example"), Cancelled);

        Assert.Equal(3, Receiver.TakeAll().Count);
        await Eventually.GetAsync(
            () => Task.FromResult(App.Get<AnswerMemory>().Left), left => left == Megabyte, Cancelled);
    }

    private static async Task<DeliveryAttempt> SendAsync(TestSender sender, int length, string encoding = "identity")
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answers(Answer(length, encoding));

        return await sender.SendAsync(receiver.Url, Cancelled);
    }

    private static Func<HttpContext, Task> Answer(int length, string encoding = "identity") => context =>
    {
        context.Response.StatusCode = (int)HttpStatusCode.OK;
        context.Response.Headers.ContentEncoding = encoding;
        var body = encoding is "gzip" ? Hostile.Zip(length) : Encoding.ASCII.GetBytes(new string('x', length));

        return context.Response.Body.WriteAsync(body).AsTask();
    };
}
