using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Data.Conversions;

internal sealed class IdConverter<T>() : ValueConverter<Id<T>, string>(id => id.Value, text => new Id<T>(text));

internal sealed class StageIdConverter() : ValueConverter<StageId, string>(id => id.Value, text => new StageId(text));

internal sealed class UtcTicksConverter()
    : ValueConverter<DateTimeOffset, long>(instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
