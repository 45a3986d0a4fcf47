using System.Linq.Expressions;
using System.Text;
using System.Text.Json;
using WebhookStudio.Domain.Tasks;

namespace WebhookStudio.Features.Tasks;

/// <summary>The regular expressions that a task filter understands: plain text, with <c>^</c>, <c>$</c> and <c>.*</c> at its
/// ends, and <c>\</c> before other signs.</summary>
/// <remarks>No more, because databases differ in the rest, and because some expressions take for ever.</remarks>
internal sealed record TextPattern(string Text, bool FromStart, bool ToEnd)
{
    private const string Signs = ".^$*+?()[]{}|";

    public static TextPattern Read(FilterOperator filter)
    {
        if (filter.Value.ValueKind is not JsonValueKind.String)
        {
            throw filter.Refuse("takes a text");
        }

        var pattern = filter.Value.GetString()!;
        var fromStart = pattern.StartsWith('^');
        var toEnd = pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal);
        var core = pattern[(fromStart ? 1 : 0)..(pattern.Length - (toEnd ? 1 : 0))];

        if (core.StartsWith(".*", StringComparison.Ordinal))
        {
            (core, fromStart) = (core[2..], false);
        }

        if (core.EndsWith(".*", StringComparison.Ordinal) && !core.EndsWith("\\.*", StringComparison.Ordinal))
        {
            (core, toEnd) = (core[..^2], false);
        }

        return new(Plain(core, filter), fromStart, toEnd);
    }

    public Expression<Func<LabelTask, bool>> Condition(Expression<Func<LabelTask, string?>> field)
    {
        var text = Text;
        Expression<Func<string, bool>> test = (FromStart, ToEnd) switch
        {
            (true, true) => value => value == text,
            (true, false) => value => value.StartsWith(text),
            (false, true) => value => value.EndsWith(text),
            _ => value => value.Contains(text),
        };
        var applied = new Replacement(test.Parameters[0], field.Body).Visit(test.Body);
        var there = Expression.NotEqual(field.Body, Expression.Constant(null, typeof(string)));

        return Expression.Lambda<Func<LabelTask, bool>>(Expression.AndAlso(there, applied), field.Parameters);
    }

    private static string Plain(string core, FilterOperator filter)
    {
        var plain = new StringBuilder(core.Length);

        for (var at = 0; at < core.Length; at++)
        {
            var escaped = core[at] == '\\';

            if (escaped && ++at == core.Length || (escaped ? char.IsLetterOrDigit(core[at]) : Signs.Contains(core[at])))
            {
                throw filter.Refuse("understands plain text with ^, $ and .* at its ends; put \\ before other signs");
            }

            plain.Append(core[at]);
        }

        return plain.ToString();
    }

    private sealed class Replacement(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
