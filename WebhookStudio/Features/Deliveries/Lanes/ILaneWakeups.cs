namespace WebhookStudio.Features.Deliveries;

/// <summary>Starts the job that sends a stage's due deliveries. Losing a wake-up is harmless: a sweep repeats it.</summary>
internal interface ILaneWakeups
{
    /// <summary>Says that a delivery of the stage is due now. Call it after the commit.</summary>
    void Wake(StageKey stage);

    /// <summary>Says that a delivery of the stage will be due.</summary>
    void WakeAt(StageKey stage, DateTimeOffset due);
}

/// <summary>Queues the job that runs a lane.</summary>
internal interface ILaneJobs
{
    void Enqueue(StageKey stage);
}
