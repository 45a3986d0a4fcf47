using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>One operator of a task filter, such as <c>$gt</c>, and what it is applied to.</summary>
/// <param name="Field">The field, in the names of the API.</param>
/// <param name="Name">The operator, with its dollar sign.</param>
/// <param name="Value">What it compares with.</param>
internal sealed record FilterOperator(string Field, string Name, JsonElement Value)
{
    public const string Code = "tasks.filter";

    /// <summary>Reads <c>{"$gt":1,"$lt":5}</c>; a value without operator means <c>$eq</c>.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Read(string field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.EnumerateObject().Any() => value.EnumerateObject().Select(o => (o.Name, o.Value)),
        JsonValueKind.Object => throw new DomainRuleException(Code, $"filter: {field} has no operator, such as $eq."),
        _ => [("$eq", value)],
    };

    /// <summary>Compares texts: <c>$eq $ne $in $nin $exists $regex</c>.</summary>
    public Expression<Func<LabelTask, bool>> OfText(Expression<Func<LabelTask, string?>> field) => Name switch
    {
        "$exists" => Value.ValueKind switch
        {
            JsonValueKind.True => Compose(field, Expression.NotEqual, null),
            JsonValueKind.False => Compose(field, Expression.Equal, null),
            _ => throw Refuse("takes true or false"),
        },
        "$regex" => TextPattern.Read(this).Condition(field),
        "$eq" when Value.ValueKind is JsonValueKind.Null => Compose(field, Expression.Equal, null),
        "$ne" when Value.ValueKind is JsonValueKind.Null => Compose(field, Expression.NotEqual, null),
        _ => OfList(field, text => text),
    };

    /// <summary>Compares with one value or several: <c>$eq $ne $in $nin</c>.</summary>
    public Expression<Func<LabelTask, bool>> OfList<T>(
        Expression<Func<LabelTask, T>> field, Func<string, object?> parse)
    {
        var (texts, without) = Texts("$eq", "$in", "$ne", "$nin");
        var values = texts.Select(text => (T)(parse(text) ?? throw Refuse($"does not take '{text}'"))).ToList();
        var contains = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Contains), [typeof(T)], Box(values), field.Body);

        return Expression.Lambda<Func<LabelTask, bool>>(
            without ? Expression.Not(contains) : contains, field.Parameters);
    }

    /// <summary>Compares instants: <c>$eq $gt $gte $lt $lte</c>.</summary>
    public Expression<Func<LabelTask, bool>> OfInstant(Expression<Func<LabelTask, DateTimeOffset>> field) =>
        Value.ValueKind is JsonValueKind.String
        && DateTimeOffset.TryParse(
            Value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant)
            ? Compose(field, Comparison(withNot: false), instant)
            : throw Refuse("takes an instant such as \"2025-02-06T10:13:28.709Z\"");

    /// <summary>Compares numbers: <c>$eq $ne $gt $gte $lt $lte</c>.</summary>
    public Expression<Func<LabelTask, bool>> OfNumber(Expression<Func<LabelTask, long>> field) =>
        Value.ValueKind is JsonValueKind.Number && Value.TryGetInt64(out var number)
            ? Compose(field, Comparison(withNot: true), number)
            : throw Refuse("takes a whole number of milliseconds");

    /// <summary>Gets the texts that the operator compares with, and whether it excludes them.</summary>
    public (IReadOnlyList<string> Texts, bool Without) Texts(string one, string many, string notOne, string notMany)
    {
        var list = Name == many || Name == notMany;

        if (!list && Name != one && Name != notOne)
        {
            throw Unknown();
        }

        if (list != Value.ValueKind is JsonValueKind.Array)
        {
            throw Refuse(list ? "takes a list" : "takes one text");
        }

        IEnumerable<JsonElement> values = list ? Value.EnumerateArray() : [Value];

        return (
            [.. values.Select(value => value.ValueKind is JsonValueKind.String ? value.GetString()! : throw Refuse("takes texts"))],
            Name == notOne || Name == notMany);
    }

    /// <summary>Makes the refusal of a value.</summary>
    public DomainRuleException Refuse(string problem) => new(Code, $"filter: {Field} {Name} {problem}.");

    private static Expression<Func<LabelTask, bool>> Compose<T>(
        Expression<Func<LabelTask, T>> field, Func<Expression, Expression, Expression> compare, T value) =>
        Expression.Lambda<Func<LabelTask, bool>>(compare(field.Body, Box(value)), field.Parameters);

    /// <summary>Holds a value as a closure does, so that it becomes a parameter of the query.</summary>
    private static MemberExpression Box<T>(T value) =>
        Expression.Property(Expression.Constant(new Held<T>(value)), nameof(Held<T>.Value));

    private Func<Expression, Expression, Expression> Comparison(bool withNot) => Name switch
    {
        "$eq" => Expression.Equal,
        "$ne" when withNot => Expression.NotEqual,
        "$gt" => Expression.GreaterThan,
        "$gte" => Expression.GreaterThanOrEqual,
        "$lt" => Expression.LessThan,
        "$lte" => Expression.LessThanOrEqual,
        _ => throw Unknown(),
    };

    private DomainRuleException Unknown() => Refuse("is not supported for this field");

    private sealed record Held<T>(T Value);
}
