using WebhookStudio.Domain.Deliveries;

namespace WebhookStudio.Bench.Filling;

/// <summary>Draws the webhooks of tasks that have left their Label stage, and every attempt at each.</summary>
internal sealed class FillDeliveries(FillPlan plan, FillRhythm rhythm, Random random)
{
    private const int MostFailuresBefore = 6;
    private const int LeastRetriesUnderWay = 5;
    private const int MostRetriesUnderWay = 8;

    /// <summary>The share of all attempts that fail and are tried again, about.</summary>
    private const double FailedShare = 0.27;

    /// <summary>About how many webhooks a task has, and how many attempts fail at one that fails.</summary>
    private const double DeliveriesPerTask = 2.4;
    private const double FailuresPerFailing = 1.9;

    // What the schedule adds up to: when an attempt begins after the first, in seconds, retries by themselves only.
    private static readonly int[] Offsets = [0, 5, 305, 2105, 9305, 27_305, 63_305, 113_705, 185_705, 272_105];
    private static readonly int[] Waits = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

    private readonly FillEndings _endings = new(random);
    private readonly long _from = (plan.Until - FillPlan.LogLength).UtcTicks;
    private readonly long _until = plan.Until.AddMinutes(-2).UtcTicks;
    private readonly double _trouble = Math.Min(
        1, plan.Attempts * FailedShare / (plan.Tasks * DeliveriesPerTask * FillEndings.MeanTrouble * FailuresPerFailing));

    public List<FilledDelivery> Deliveries { get; } = [];

    public List<FilledAttempt> Attempts { get; } = new(plan.Attempts);

    /// <summary>Shares tasks out: held, retrying, and all others delivered through both Webhook stages.</summary>
    public void Draw(FilledTask[] labeled)
    {
        foreach (var (place, task) in labeled.Index())
        {
            // A quarter of what fails does so in the second stage, to which the first has delivered.
            var inArchive = place % 4 == 3;

            if (place < plan.Held)
            {
                Hold(task, inArchive, place);
            }
            else if (place < plan.Held + plan.Retrying)
            {
                Retry(task, inArchive);
            }
            else
            {
                Complete(task);
            }
        }
    }

    /// <summary>Adds what the plan still lacks: tests, and webhooks that were delivered and are sent once more.</summary>
    /// <exception cref="ArgumentException">The plan has too few attempts.</exception>
    public void Top(FilledTask[] tasks)
    {
        for (var count = 0; count < plan.Tests; count++)
        {
            Attempts.Add(Test(tasks[random.Next(tasks.Length)]));
        }

        if (Attempts.Count > plan.Attempts)
        {
            throw new ArgumentException($"--attempts is {plan.Attempts}; these tasks need {Attempts.Count} or more.");
        }

        var delivered = Deliveries.Where(delivery => delivery.Status is DeliveryStatus.Delivered).ToArray();

        while (Attempts.Count < plan.Attempts)
        {
            var delivery = delivered[random.Next(delivered.Length)];
            var at = rhythm.Between(delivery.DeliveredAt, _until, random.NextDouble());
            var ending = random.Next(40) == 0 ? _endings.Transient(at, delivery.IsArchive) : _endings.Accepted(delivery.IsArchive);
            Attempts.Add(new(delivery, at, ending, AttemptTrigger.Redeliver) { By = Manager() });
        }
    }

    private void Complete(FilledTask task)
    {
        task.LabeledAt = LabelTime(task, _until);
        var at = task.LabeledAt;

        for (var rounds = random.NextDouble() switch { < 0.6 => 1, < 0.9 => 2, _ => 3 }; rounds > 0; rounds--)
        {
            at = Deliver(task, isArchive: false, at);
            at = Deliver(task, isArchive: true, at);

            // Then somebody sends it round again.
            at = rhythm.Between(at, _until, random.NextDouble());
        }
    }

    private void Retry(FilledTask task, bool inArchive)
    {
        var failures = random.Next(LeastRetriesUnderWay, MostRetriesUnderWay + 1);
        var last = _until - (long)(random.NextDouble() * TimeSpan.TicksPerHour);
        var first = last - (Offsets[failures - 1] * TimeSpan.TicksPerSecond);
        task.LabeledAt = inArchive ? first - TimeSpan.TicksPerMinute : first;

        if (inArchive)
        {
            Deliver(task, isArchive: false, task.LabeledAt, mayFail: false);
        }

        var delivery = Open(task, inArchive, first);
        var kind = random.Next(9);
        Fail(delivery, failures, _ => _endings.Transient(kind));
        delivery.Status = DeliveryStatus.Retrying;
        delivery.Trigger = AttemptTrigger.Retry;
        delivery.DueAt = last + (Waits[failures - 1] * TimeSpan.TicksPerSecond);
    }

    private void Hold(FilledTask task, bool inArchive, int kind)
    {
        var schedule = Offsets[^1] * TimeSpan.TicksPerSecond;
        var exhausted = kind % 3 == 0 && task.CreatedAt + (2 * schedule) < _until;
        task.LabeledAt = LabelTime(task, exhausted ? _until - schedule : _until);
        var at = inArchive ? Deliver(task, isArchive: false, task.LabeledAt, mayFail: false) : task.LabeledAt;
        var delivery = Open(task, inArchive, at);
        delivery.Status = DeliveryStatus.Held;

        if (exhausted && at + schedule < _until)
        {
            Fail(delivery, Offsets.Length, _ => _endings.Transient(kind / 3));
            delivery.Trigger = AttemptTrigger.Retry;
        }
        else
        {
            HoldAtOnce(delivery, kind);
        }

        delivery.DueAt = delivery.CreatedAt;
    }

    /// <summary>Refused at the first attempt, and at each re-run that somebody tried since.</summary>
    private void HoldAtOnce(FilledDelivery delivery, int kind)
    {
        Attempts.Add(new(delivery, delivery.CreatedAt, _endings.Final(kind), AttemptTrigger.Auto));
        delivery.FailuresInRun = 1;
        var at = delivery.CreatedAt;

        for (var reruns = random.Next(4); reruns > 0; reruns--)
        {
            at = rhythm.Between(at + TimeSpan.TicksPerMinute, _until, random.NextDouble());
            delivery.Trigger = AttemptTrigger.Rerun;
            delivery.TriggeredBy = Manager();
            Attempts.Add(new(delivery, at, _endings.Final(kind), AttemptTrigger.Rerun) { By = delivery.TriggeredBy });
        }
    }

    /// <returns>When the receiver had accepted it.</returns>
    private long Deliver(FilledTask task, bool isArchive, long at, bool mayFail = true)
    {
        var delivery = Open(task, isArchive, at);
        var failures = mayFail ? FailuresBefore(at, isArchive) : 0;
        Fail(delivery, failures, moment => _endings.Transient(moment, isArchive));
        delivery.FailuresInRun = 0;
        delivery.Trigger = failures > 0 ? AttemptTrigger.Retry : AttemptTrigger.Auto;
        var accepted = new FilledAttempt(
            delivery, at + (Offsets[failures] * TimeSpan.TicksPerSecond), _endings.Accepted(isArchive), delivery.Trigger);
        Attempts.Add(accepted);
        delivery.DeliveredAt = accepted.EndedAt;

        return delivery.DeliveredAt;
    }

    private int FailuresBefore(long at, bool isArchive)
    {
        if (random.NextDouble() > _trouble * FillEndings.TroubleAt(at, isArchive))
        {
            return 0;
        }

        var failures = 1;

        while (failures < MostFailuresBefore && random.Next(2) == 0)
        {
            failures++;
        }

        // The last attempt has to be over by the end.
        while (failures > 0 && at + (Offsets[failures] * TimeSpan.TicksPerSecond) >= _until)
        {
            failures--;
        }

        return failures;
    }

    private void Fail(FilledDelivery delivery, int failures, Func<long, FillEnding> ending)
    {
        for (var number = 0; number < failures; number++)
        {
            var at = delivery.CreatedAt + (Offsets[number] * TimeSpan.TicksPerSecond);
            Attempts.Add(new(delivery, at, ending(at), number == 0 ? AttemptTrigger.Auto : AttemptTrigger.Retry));
        }

        delivery.FailuresInRun = failures;
    }

    private FilledDelivery Open(FilledTask task, bool isArchive, long at)
    {
        var delivery = new FilledDelivery { Task = task, IsArchive = isArchive, CreatedAt = at };
        Deliveries.Add(delivery);
        task.Deliveries.Add(delivery);

        return delivery;
    }

    private FilledAttempt Test(FilledTask task)
    {
        var at = rhythm.Between(Math.Max(_from, task.CreatedAt), _until, random.NextDouble());
        var delivery = new FilledDelivery { Task = task, IsArchive = random.Next(4) == 0, CreatedAt = at };

        return new(
            delivery, at, random.Next(3) == 0 ? _endings.Final(random.Next(7)) : _endings.Accepted(delivery.IsArchive),
            AttemptTrigger.Test)
        {
            By = Manager(),
        };
    }

    private long LabelTime(FilledTask task, long before) => rhythm.Between(
        Math.Max(_from, task.CreatedAt + (10 * TimeSpan.TicksPerMinute)), before - TimeSpan.TicksPerMinute, random.NextDouble());

    private string Manager() => FillNames.Managers[random.Next(FillNames.Managers.Count)];
}
