namespace WebhookStudio.Features.Tasks;

/// <summary>Who tasks are to be kept for.</summary>
/// <param name="Email">The person; <see langword="null"/> for nobody.</param>
public sealed record AssignChoice(string? Email);
