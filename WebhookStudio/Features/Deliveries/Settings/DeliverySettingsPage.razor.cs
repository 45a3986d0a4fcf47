using Microsoft.AspNetCore.Components;

namespace WebhookStudio.Features.Deliveries.Settings;

/// <summary>Everything the delivery engine is set to, with where to change it. Nothing is changed here.</summary>
public sealed partial class DeliverySettingsPage : ComponentBase
{
    private IReadOnlyList<IGrouping<string, DeliverySetting>> _groups = [];

    [Inject]
    public required DeliverySettings Settings { get; init; }

    private string Sentence => _groups.Sum(group => group.Count(setting => setting.IsChanged)) switch
    {
        0 => "Everything is at its default",
        1 => "1 setting differs from its default",
        var changed => $"{changed} settings differ from their defaults",
    };

    protected override void OnInitialized() => _groups = Settings.Groups;
}
