namespace WebhookStudio.Features.Deliveries.Settings;

/// <summary>A value that the delivery engine works with.</summary>
/// <param name="Group">What it is about, for people: a heading.</param>
/// <param name="Name">What it is called, for people.</param>
/// <param name="Value">The value in effect.</param>
/// <param name="Default">The value without any configuration.</param>
/// <param name="Meaning">One sentence.</param>
/// <param name="Key">The configuration key; <see langword="null"/> if it cannot be configured there.</param>
public sealed record DeliverySetting(string Group, string Name, SettingValue Value, SettingValue Default, string Meaning, string? Key)
{
    /// <summary>Gets whether the value is not the default.</summary>
    public bool IsChanged => Value.Text != Default.Text;
}

/// <summary>A value, as programs and as people read it.</summary>
/// <param name="Raw">As the configuration would say it: a number, a text, a list of texts, or nothing.</param>
/// <param name="Text">In words, with its unit.</param>
public readonly record struct SettingValue(object? Raw, string Text);
