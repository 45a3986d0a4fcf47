using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain.Workflows;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Workflows.Panels;

/// <summary>Extra headers of a stage's requests: names can be seen, values only written.</summary>
public sealed partial class HeadersEditor : ComponentBase
{
    private string _name = "";
    private string _value = "";
    private string? _problem;

    [Inject]
    public required ISecretProtector Protector { get; init; }

    [Parameter, EditorRequired]
    public ImmutableArray<WebhookHeader> Headers { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    [Parameter]
    public EventCallback<ImmutableArray<WebhookHeader>> OnChange { get; set; }

    private async Task AddAsync()
    {
        var name = _name.Trim();
        _problem = WebhookHeaderRules.NameProblem(name) ?? WebhookHeaderRules.ValueProblem(_value) ?? Twice(name);

        if (_problem is { } problem)
        {
            _problem = char.ToUpperInvariant(problem[0]) + problem[1..];
            return;
        }

        var header = new WebhookHeader(name, Protector.Seal(_value));
        (_name, _value) = ("", "");
        await OnChange.InvokeAsync(Headers.Add(header));
    }

    private string? Twice(string name) => Headers.Any(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ? $"{name} is there already. Remove it first."
        : null;

    private Task RemoveAsync(WebhookHeader header) => OnChange.InvokeAsync(Headers.Remove(header));
}
