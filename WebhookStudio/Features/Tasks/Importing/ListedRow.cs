using System.Text.Json;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>A row of a list as it came, in the words that assets are read in.</summary>
/// <param name="Line">The line that it begins in; the first is 1.</param>
/// <param name="Content">An object if all is well.</param>
/// <param name="Problem">Why it cannot be read, if that is already known.</param>
internal sealed record ListedRow(int Line, JsonElement Content, string? Problem = null);
