namespace WebhookStudio.Domain.Alerts;

/// <summary>What is told of a stage.</summary>
public enum AlertKind
{
    /// <summary>It has begun to fail.</summary>
    Began = 0,

    /// <summary>It has been failing for long; told once.</summary>
    StillFailing = 1,

    /// <summary>It has recovered.</summary>
    Recovered = 2,
}
