using System.ComponentModel.DataAnnotations;

namespace WebhookStudio.Data;

/// <summary>How the database is written; the configuration section <c>WebhookStudio:Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string SectionName = "WebhookStudio:Database";

    /// <summary>Gets or sets when a commit counts as done.</summary>
    [EnumDataType(typeof(Synchronous), ErrorMessage = SectionName + ":Synchronous is neither Full nor Normal. Choose one of them.")]
    public Synchronous Synchronous { get; set; } = Synchronous.Full;
}

/// <summary>When a commit counts as done, in the words of SQLite.</summary>
public enum Synchronous
{
    /// <summary>When the disk has it: what was accepted survives a power cut.</summary>
    Full = 0,

    /// <summary>When the operating system has it: what was accepted survives the death of the process, and a power cut takes
    /// the last moments.</summary>
    Normal = 1,
}
