namespace WebhookStudio.Bench.Filling;

/// <summary>Draws tasks, and shares them out over the stages.</summary>
internal sealed class FillTasks(FillPlan plan, FillRhythm rhythm, Random random)
{
    /// <summary>The newest of those that wait for a labeler; the others are left over from before.</summary>
    private const double NewShareOfWaiting = 0.75;

    private const double AssignedShare = 0.06;
    private const double DraftShare = 0.03;

    /// <summary>Draws all tasks, oldest first.</summary>
    public FilledTask[] Draw()
    {
        var (from, to) = ((plan.Until - FillPlan.ImportLength).UtcTicks, plan.Until.AddMinutes(-30).UtcTicks);
        var times = new long[plan.Tasks];

        for (var number = 0; number < times.Length; number++)
        {
            times[number] = rhythm.Between(from, to, random.NextDouble());
        }

        Array.Sort(times);

        return [.. times.Select((time, number) => new FilledTask
        {
            Number = number,
            CreatedAt = time,
            ExternalId = $"{FillNames.Product(random.Next(60))}-{number:000000}.png",
        })];
    }

    /// <summary>Takes those that have left their Label stage, in no order; the others wait there.</summary>
    public FilledTask[] Labeled(FilledTask[] tasks)
    {
        var newest = (int)(plan.Waiting * NewShareOfWaiting);
        var old = tasks[..^newest];
        random.Shuffle(old);
        var labeled = old[(plan.Waiting - newest)..];

        foreach (var task in tasks.Except(labeled))
        {
            task.IsDraft = random.NextDouble() < DraftShare;
            task.Assignee = task.IsDraft || random.NextDouble() < AssignedShare ? Person() : null;
        }

        foreach (var task in labeled)
        {
            task.LabeledBy = Person();
        }

        return labeled;
    }

    /// <summary>Draws how many batches of which number an asset is in: none, one or two; some batches are far larger than others.</summary>
    public int[] Batches()
    {
        var first = Batch();
        var second = Batch();

        return random.NextDouble() switch
        {
            < 0.05 => [],
            < 0.75 => [first],
            _ when first == second => [first],
            _ => [first, second],
        };

        int Batch() => (int)(Math.Pow(random.NextDouble(), 2.2) * FillPlan.Batches);
    }

    private string Person() => FillNames.People[random.Next(FillNames.People.Count)];
}
