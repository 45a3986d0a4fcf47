using System.Globalization;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Edits the value of one rule. Texts that are no number change nothing and are said.</summary>
public sealed partial class RuleValue : ComponentBase
{
    private const string Exists = "exists";
    private const string Absent = "absent";

    private string? _problem;

    [Parameter, EditorRequired]
    public required LogicRule Rule { get; set; }

    /// <summary>Gets or sets what makes the fields' ids differ from those of other rules.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required RuleNames Names { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public EventCallback<LogicRule> OnChange { get; set; }

    private string FirstClass => Names.Classes.Keys.FirstOrDefault() ?? "";

    private static string Text(double number) => Math.Round(number, 6).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<KeyValuePair<string, string>> Unknown(IReadOnlyDictionary<string, string> known, BatchRule rule) =>
        rule.Batches.Where(id => !known.ContainsKey(id)).Select(id => KeyValuePair.Create(id, $"Unknown: {id}"));

    private IEnumerable<KeyValuePair<string, string>> Unknown(BatchRule rule) => Unknown(Names.Batches, rule);

    private Task SetAsync(AnnotationTypeRule rule, int index, LabelCondition condition) =>
        OnChange.InvokeAsync(new AnnotationTypeRule(rule.Conditions.SetItem(index, condition)));

    private Task ToggleAsync(BatchRule rule, string batch) => OnChange.InvokeAsync(new BatchRule(
        rule.Batches.Contains(batch) ? rule.Batches.Remove(batch) : rule.Batches.Add(batch)));

    private Task ShareAsync(string? text) => Number(text) is { } percent
        ? OnChange.InvokeAsync(new RandomSampleRule(percent / 100))
        : Task.CompletedTask;

    private Task FromAsync(DurationRule rule, string? text) => Number(text) is { } seconds
        ? OnChange.InvokeAsync(rule with { From = Milliseconds(seconds) })
        : Task.CompletedTask;

    private Task ToAsync(DurationRule rule, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            _problem = null;

            return OnChange.InvokeAsync(rule with { To = null });
        }

        return Number(text) is { } seconds
            ? OnChange.InvokeAsync(rule with { To = Milliseconds(seconds) })
            : Task.CompletedTask;
    }

    private double? Number(string? text)
    {
        var isNumber = double.TryParse(
            text?.Replace(',', '.').Replace("%", "", StringComparison.Ordinal).Trim(),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number);
        _problem = isNumber ? null : $"'{text}' is not a number.";

        return isNumber ? number : null;
    }

    private static long Milliseconds(double seconds) => (long)Math.Clamp(Math.Round(seconds * 1000), -1, 1e15);
}
