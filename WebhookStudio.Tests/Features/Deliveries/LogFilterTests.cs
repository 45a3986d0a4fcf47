using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Tests.TestKit;
using LogLine = WebhookStudio.Features.Deliveries.LogLine;

namespace WebhookStudio.Tests.Features.Deliveries;

/// <summary>Whatever the filter: the lines are those that it describes, the counts are those of the lines, and no page leaves one out.</summary>
public sealed class LogFilterTests : IAsyncLifetime
{
    private static readonly StageId Other = new("08960214-cb68-4109-ac75-33ed521e9cac");
    private static readonly (AttemptOutcome Outcome, int? Code)[] Endings =
    [
        (AttemptOutcome.Answered, 200), (AttemptOutcome.Answered, 200), (AttemptOutcome.Answered, 503), (AttemptOutcome.Answered, 404),
        (AttemptOutcome.TimedOut, null), (AttemptOutcome.RedirectNotFollowed, 302), (AttemptOutcome.Answered, 201),
    ];

    private readonly Random _random = new(20260206);
    private ListScene _scene = null!;
    private IReadOnlyList<Known> _all = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scene = await ListScene.CreateAsync();
        _all = await GivenLogAsync();
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Read_RandomFilters_ShowsAndCountsWhatTheyDescribe()
    {
        var log = new DeliveryLog(_scene);
        var seen = 0;

        for (var i = 0; i < 250; i++)
        {
            var query = AnyQuery();
            var page = await log.ReadAsync(query, new() { Size = 1000 }, Token);
            var expected = Expected(query);
            var any = Expected(query with { Status = null });

            Assert.Equal(expected.Select(known => known.Line.Id), page.Lines.Select(line => line.Id));
            Assert.Equal(
                new LogCounts(any.Count, any.Count(known => known.Failed), any.Count(known => known.Delivered), any.Count(known => known.IsRetrying)),
                page.Counts);
            Assert.Equal((expected.Count, false), (page.Total, page.IsTotalCut));
            Assert.Equal(expected.Count, page.Chart.Bars.Sum(bar => bar.Sum));
            Assert.Equal(expected.Count(known => known.Failed), page.Chart.Bars.Sum(bar => bar.Failed));
            Assert.All(page.Chart.Bars, bar => Assert.Equal(
                expected.Count(known => known.Line.StartedAt >= bar.From && known.Line.StartedAt < bar.To), bar.Sum));
            seen += expected.Count;
        }

        Assert.True(seen > 1_000, $"Only {seen} lines were looked at: the filters are too narrow.");
    }

    [Fact]
    public async Task Read_RandomFilters_PagesForthAndBackWithoutGapOrRepeat()
    {
        var log = new DeliveryLog(_scene);

        for (var i = 0; i < 60; i++)
        {
            var query = AnyQuery();
            var expected = Expected(query).ConvertAll(known => known.Line.Id);
            var forth = new List<Id<DeliveryAttempt>>();
            var page = await log.ReadAsync(query, new() { Size = 17 }, Token);
            var first = page;

            while (true)
            {
                Assert.Equal(page.Lines.Count == 0 ? null : forth.Count + 1, page.First);
                Assert.Equal(forth.Count > 0, page.HasNewer);
                forth.AddRange(page.Lines.Select(line => line.Id));

                if (!page.HasOlder)
                {
                    break;
                }

                page = await log.ReadAsync(query, new() { Size = 17, Before = page.Lines[^1].Id }, Token);
            }

            Assert.Equal(expected, forth);

            while (page.HasNewer)
            {
                page = await log.ReadAsync(query, new() { Size = 17, After = page.Lines[0].Id }, Token);
                Assert.Equal(17, page.Lines.Count);
            }

            Assert.Equal(first.Lines.Select(line => line.Id), page.Lines.Select(line => line.Id));
        }
    }

    [Theory]
    [InlineData("task1", false, null)]
    [InlineData(null, true, null)]
    [InlineData(null, true, "failed")]
    [InlineData(null, false, "retrying")]
    public async Task Read_SearchIsCutOff_SaysSoAndGoesOnToTheEnd(string? text, bool latest, string? status)
    {
        var log = new DeliveryLog(_scene, new(Deliveries: 1, Lines: 40, Windows: 3, Retrying: 1));
        var query = new LogQuery(_scene.Project.Id) { ExternalId = text, IsLatestOnly = latest, Status = status };
        var found = new List<Id<DeliveryAttempt>>();
        var page = await log.ReadAsync(query, new() { Size = 10 }, Token);
        Assert.True(page.IsTotalCut);

        for (var turns = 0; turns < 200; turns++)
        {
            found.AddRange(page.Lines.Select(line => line.Id));

            if ((page.HasOlder ? page.Lines[^1].Id : page.SearchedTo) is not { } last)
            {
                break;
            }

            page = await log.ReadAsync(query, new() { Size = 10, Before = last }, Token);
        }

        Assert.Equal(Expected(query).Select(known => known.Line.Id), found);
    }

    [Fact]
    public async Task Read_Skip_BeginsThere()
    {
        var log = new DeliveryLog(_scene);
        var query = new LogQuery(_scene.Project.Id) { Status = "failed" };
        var expected = Expected(query);

        var page = await log.ReadAsync(query, new() { Skip = 60, Size = 20 }, Token);

        Assert.Equal(expected.Skip(60).Take(20).Select(known => known.Line.Id), page.Lines.Select(line => line.Id));
        Assert.Equal((61, true, true), (page.First, page.HasNewer, page.HasOlder));
    }

    [Fact]
    public async Task Read_PastTheEnd_SaysHowManyThereAre()
    {
        var page = await new DeliveryLog(_scene).ReadAsync(
            new(_scene.Project.Id), new() { Before = _all.Min(known => known.Line.Id) }, Token);

        Assert.Empty(page.Lines);
        Assert.Equal((_all.Count, true, false), (page.Total, page.HasNewer, page.HasOlder));
    }

    [Fact]
    public async Task Stream_Filter_GivesAllOfItOnce()
    {
        var query = new LogQuery(_scene.Project.Id) { Status = "failed", Stage = _scene.Webhook.Id };
        var lines = new List<LogLine>();

        await foreach (var portion in new DeliveryLog(_scene).StreamAsync(query, Token))
        {
            lines.AddRange(portion);
        }

        Assert.Equal(Expected(query).Select(known => known.Line.Id), lines.Select(line => line.Id));
    }

    [Theory]
    [InlineData(null, "9xx", null, "log.class")]
    [InlineData(null, null, "oops", "log.cause")]
    [InlineData("oops", null, null, "log.status")]
    public async Task Read_Unknown_IsRefused(string? status, string? codes, string? cause, string code)
    {
        var query = new LogQuery(_scene.Project.Id) { Status = status, Class = codes, Cause = cause };

        var refusal = await Assert.ThrowsAsync<DomainRuleException>(() => new DeliveryLog(_scene).ReadAsync(query, LogCursor.Newest, Token));

        Assert.Equal(code, refusal.Code);
    }

    private LogQuery AnyQuery() => new(_scene.Project.Id)
    {
        Stage = Maybe(_scene.Webhook.Id, Other),
        Status = Maybe("failed", "delivered", "retrying"),
        Class = Maybe("2xx", "5xx", "4xx", "none"),
        Cause = _random.Next(4) == 0 ? Pick("503", "Timed out", "404") : null,
        Trigger = _random.Next(4) == 0 ? Pick(AttemptTrigger.Auto, AttemptTrigger.Retry, AttemptTrigger.Test) : null,
        Tests = Pick(LogTests.Included, LogTests.Included, LogTests.Without, LogTests.Only),
        ExternalId = _random.Next(3) == 0 ? Pick("task1", "TASK2", ".png", "nothing", "task_") : null,
        Task = _random.Next(5) == 0 ? Pick([.. _all]).Line.TaskId : null,
        IsLatestOnly = _random.Next(4) == 0,
        Span = _random.Next(2) == 0 ? AnySpan() : null,
    };

    private LogSpan AnySpan()
    {
        var from = LogRange.Between(ListScene.Now.AddHours(-_random.Next(1, 60)), ListScene.Now.AddHours(1)).At(ListScene.Now).From;

        return new(from, from.AddMinutes(5 * _random.Next(1, 600)));
    }

    private T? Maybe<T>(params T[] values)
        where T : notnull => _random.Next(2) == 0 ? default : Pick(values);

    private StageId? Maybe(StageId one, StageId other) => _random.Next(3) switch { 0 => one, 1 => other, _ => null };

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    /// <summary>What a query describes, by the plain words of it.</summary>
    private List<Known> Expected(LogQuery query) =>
    [
        .. _all.Where(known => (query.Stage is null || known.Line.StageId == query.Stage)
            && (query.Status is not "failed" || known.Failed)
            && (query.Status is not "delivered" || known.Delivered)
            && (query.Status is not "retrying" || known.IsRetrying)
            && (query.Class is null || (query.Class == "none" ? known.Line.StatusCode is null : known.Line.StatusCode / 100 == query.Class[0] - '0'))
            && (query.Cause is null || (query.Cause == "Timed out" ? known.Line.Outcome is AttemptOutcome.TimedOut : known.Line.StatusCode?.ToString(null, null) == query.Cause))
            && (query.Trigger is null || known.Line.Trigger == query.Trigger)
            && (query.Tests is LogTests.Included || known.IsTest == query.Tests is LogTests.Only)
            && (query.ExternalId is null || known.Line.ExternalId.Contains(query.ExternalId, StringComparison.OrdinalIgnoreCase))
            && (query.Task is null || known.Line.TaskId == query.Task)
            && (!query.IsLatestOnly || known.IsLatest)
            && (query.Span is null || (known.Line.StartedAt >= query.Span.From && known.Line.StartedAt < query.Span.To)))
            .OrderByDescending(known => known.Line.Id),
    ];

    /// <summary>Some 300 attempts of three days, many at the same second, in bursts with hours between.</summary>
    private async Task<IReadOnlyList<Known>> GivenLogAsync()
    {
        var attempts = new List<(DeliveryAttempt Attempt, WebhookDelivery? Delivery)>();

        for (var i = 0; i < 130; i++)
        {
            var at = ListScene.Now.AddHours(-60 + (i / 10 * 5)).AddSeconds(i % 3 * 200);
            var task = _scene.AddTask($"task{i}.png", _scene.Webhook, at);
            var delivery = _scene.Owe(task);
            var retries = _random.Next(3) == 0 ? RetrySchedule.StandardWebhooks : null;

            for (var number = 0; number < 1 + (i % 4) && delivery.Status is not DeliveryStatus.Delivered; number++)
            {
                var (outcome, code) = Pick(Endings);
                attempts.Add((_scene.Attempt(delivery, outcome, code, at.AddSeconds(number * 40), retries), delivery));
            }

            if (i % 9 == 0)
            {
                attempts.Add((Sent(attempts[^1].Attempt, at.AddSeconds(5), AttemptTrigger.Test, StageOf(i)), null));
            }
        }

        await _scene.SaveAsync();

        return
        [
            .. attempts.Select(each => new Known(LogLine.Of(each.Attempt))
            {
                IsRetrying = each.Delivery is { Status: DeliveryStatus.Retrying } delivery && delivery.Attempts == each.Attempt.Number
                    && !each.Attempt.Accepted,
                IsLatest = each.Delivery is not null && attempts.All(other =>
                    other.Delivery is null || other.Attempt.TaskId != each.Attempt.TaskId || other.Attempt.Id <= each.Attempt.Id),
            }),
        ];
    }

    private StageId StageOf(int i) => i % 2 == 0 ? Other : _scene.Webhook.Id;

    private DeliveryAttempt Sent(DeliveryAttempt like, DateTimeOffset at, AttemptTrigger trigger, StageId stage)
    {
        var test = like with
        {
            Id = Id<DeliveryAttempt>.New(at),
            DeliveryId = Id<WebhookDelivery>.New(at),
            TaskId = Id<LabelTask>.New(at),
            StartedAt = at,
            Trigger = trigger,
            StageId = stage,
            Number = 1,
            Exchange = null,
        };
        _scene.Add(test);

        return test;
    }

    private sealed record Known(LogLine Line)
    {
        public bool IsRetrying { get; init; }

        public bool IsLatest { get; init; }

        public bool IsTest => Line.Trigger is AttemptTrigger.Test;

        public bool Failed => !Line.Accepted && !IsTest;

        public bool Delivered => Line.Accepted && !IsTest;
    }
}
