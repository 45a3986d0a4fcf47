namespace WebhookStudio.Domain.Tasks;

/// <summary>A part of a list of tasks as they were chosen at a moment, whatever becomes of them later.</summary>
public sealed class FrozenTasks
{
    /// <summary>Gets the list.</summary>
    public required Id<FrozenTasks> List { get; init; }

    /// <summary>Gets the place of the part in the list; the first is 0.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the identifiers, one after the other.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Cuts a list into parts of <see cref="TaskOperation.PartSize"/>.</summary>
    public static IEnumerable<FrozenTasks> Of(Id<FrozenTasks> list, IEnumerable<Id<LabelTask>> tasks) =>
        tasks.Chunk(TaskOperation.PartSize).Select((part, number) => new FrozenTasks
        {
            List = list,
            Number = number,
            Bytes = [.. part.SelectMany(task => task.ToBytes())],
        });

    /// <summary>Reads the identifiers, in the order in which they were given.</summary>
    public List<Id<LabelTask>> Read() =>
        [.. Bytes.Chunk(Id<LabelTask>.ByteLength).Select(Id<LabelTask>.FromBytes)];
}
