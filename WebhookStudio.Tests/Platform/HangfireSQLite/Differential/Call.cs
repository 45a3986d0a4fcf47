using System.Linq.Expressions;
using System.Reflection;
using Hangfire.Storage;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Differential;

/// <summary>A call of a storage's public member, as data: it can be printed, counted, and made on any storage.</summary>
/// <param name="On">The name of what is called, such as <c>connection1</c>.</param>
/// <param name="Owner">The public type through which it is called.</param>
/// <param name="Method">The member.</param>
/// <param name="Arguments">Its arguments, with <see cref="Names"/> in place of what a storage hands out.</param>
internal sealed record Call(string On, Type Owner, MethodInfo Method, IReadOnlyList<object?> Arguments)
{
    private readonly DateTime _written = Now;

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>Gets a time of the arguments as it is when the call is made: as far from now as it was when the script was
    /// written, which may be minutes ago.</summary>
    public DateTime Fresh(DateTime time) => time + (Now - _written);

    /// <summary>Gets the member as the coverage counts it.</summary>
    public string Member => MemberOf(Owner, Method);

    public static string MemberOf(Type owner, MethodInfo method) =>
        $"{owner.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))})";

    /// <summary>Reads a call from the code that would make it.</summary>
    public static Call Of<T>(string on, Expression<Action<T>> code)
    {
        var call = (MethodCallExpression)code.Body;

        return new(on, typeof(T), call.Method, [.. call.Arguments.Select(ValueOf)]);
    }

    /// <summary>Names a member without arguments that code cannot name in an expression: a property, or one that is obsolete.</summary>
    public static Call Of<T>(string on, string member)
    {
        var method = typeof(T).GetProperty(member)?.GetMethod ?? typeof(T).GetMethod(member) ?? typeof(IDisposable).GetMethod(member);

        return new(on, typeof(T), method!, []);
    }

    public override string ToString() =>
        $"{On}.{Method.Name}({string.Join(", ", Arguments.Select(argument => Answers.Plain.Of(argument)))})";

    private static object? ValueOf(Expression argument) => argument switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: ConstantExpression closure } => field.GetValue(closure.Value),
        _ => Expression.Lambda(argument).Compile(preferInterpretation: true).DynamicInvoke(),
    };
}

/// <summary>Names in scripts for what a storage hands out.</summary>
internal static class Names
{
    /// <summary>A job that no storage has, though its identifier could be one.</summary>
    public const string NoJob = "404040404";

    private const string JobPrefix = "@job";

    /// <summary>The n-th job created in the script, from one.</summary>
    public static string Job(int number) => $"{JobPrefix}{number}";

    public static bool IsJob(string text) => text.StartsWith(JobPrefix, StringComparison.Ordinal);

    /// <summary>The n-th job fetched in the script, from one, as an argument.</summary>
    public static IFetchedJob Fetched(int number) => new FetchedName(number);

    internal sealed record FetchedName(int Number) : IFetchedJob
    {
        public string JobId => $"fetched{Number}";

        public void RemoveFromQueue()
        {
        }

        public void Requeue()
        {
        }

        public void Dispose()
        {
        }
    }
}
