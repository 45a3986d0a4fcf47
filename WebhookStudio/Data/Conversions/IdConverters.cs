using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Data.Conversions;

internal sealed class IdConverter<T>() : ValueConverter<Id<T>, byte[]>(id => id.ToBytes(), bytes => Id<T>.FromBytes(bytes));

internal sealed class StageIdConverter()
    : ValueConverter<StageId, byte[]>(id => StoredStageId.Write(id), bytes => StoredStageId.Read(bytes));

internal sealed class UtcTicksConverter()
    : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>Milliseconds as whole microseconds: a number of two or three bytes instead of eight.</summary>
internal sealed class MicrosecondsConverter()
    : ValueConverter<double, long>(
        milliseconds => StoredDuration.Write(milliseconds), microseconds => microseconds / 1000d);
