using System.Reflection;
using Microsoft.AspNetCore.Components;
using WebhookStudio.Domain;

namespace WebhookStudio.Tests.Architecture;

/// <summary>Who may know whom.</summary>
public class DependencyTests
{
    private static readonly string[] BehindTheServices =
        ["Microsoft.EntityFrameworkCore", "Hangfire", "System.Net.Http", "Microsoft.Extensions.Configuration", "WebhookStudio.Data"];

    /// <summary>The storage of the jobs has the name of a package, so that one can take the place of the other.</summary>
    private const string JobStorage = "Hangfire.Storage.SQLite";

    private static readonly Type[] AppTypes = typeof(Program).Assembly.GetTypes();

    [Fact]
    public void Domain_References_OnlyTheBaseLibrary()
    {
        var foreign = typeof(DomainRuleException).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

        Assert.Empty(foreign);
    }

    [Fact]
    public void Domain_Methods_TakeTimeAndKnowNoTasks()
    {
        var offenders =
            from type in typeof(DomainRuleException).Assembly.GetTypes()
            from method in type.GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public)
            where typeof(Task).IsAssignableFrom(method.ReturnType)
                || method.GetParameters().Any(parameter => parameter.ParameterType == typeof(TimeProvider))
            select $"{type.Name}.{method.Name}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void Components_Inject_NothingBehindTheServices()
    {
        var offenders =
            from component in AppTypes
            where component.IsAssignableTo(typeof(IComponent))
            from property in component.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            where property.IsDefined(typeof(InjectAttribute))
            where BehindTheServices.Any((property.PropertyType.Namespace ?? "").StartsWith)
            select $"{component.Name}.{property.Name}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void SharedComponents_Know_NoFeature() =>
        Assert.Empty(References("WebhookStudio.Components.Shared", "WebhookStudio.Features"));

    [Fact]
    public void Platform_Knows_NoFeature() =>
        Assert.Empty(References("WebhookStudio.Platform", "WebhookStudio.Features"));

    [Fact]
    public void Data_Knows_NoFeature() =>
        Assert.Empty(References("WebhookStudio.Data", "WebhookStudio.Features"));

    [Fact]
    public void JobStorage_Knows_NothingOfTheProduct() =>
        Assert.Empty(References(JobStorage, "WebhookStudio"));

    [Fact]
    public void Hangfire_IsNamedIn_JobsAndTheirModuleOnly()
    {
        var allowed = new[] { "Job", "Jobs", "JobsModule", "JobLogs", "DeliveryStart" };
        var offenders = AppTypes.Where(type => !IsIn(type, JobStorage) && DependsOn(type, "Hangfire"))
            .Select(type => (type.DeclaringType ?? type).Name.Split('`', '<')[0])
            .Where(name => name.Length > 0 && !allowed.Any(end => name.EndsWith(end, StringComparison.Ordinal)))
            .Distinct();

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> References(string from, string to) => AppTypes
        .Where(type => IsIn(type, from) && DependsOn(type, to))
        .Select(type => type.FullName!);

    private static bool IsIn(Type type, string space) => type.Namespace?.StartsWith(space, StringComparison.Ordinal) == true;

    /// <summary>Whether a type names another in its bases, fields, properties, methods, or in the bodies' locals.</summary>
    private static bool DependsOn(Type type, string space) => Named(type).SelectMany(Unfold)
        .Any(named => named.Namespace?.StartsWith(space, StringComparison.Ordinal) == true);

    private static IEnumerable<Type> Named(Type type)
    {
        const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.Public | BindingFlags.NonPublic;

        var signatures = type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(method =>
            method.GetParameters().Select(parameter => parameter.ParameterType)
                .Concat(method is MethodInfo info ? [info.ReturnType] : [])
                .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []));

        return signatures
            .Concat(type.GetFields(All).Select(field => field.FieldType))
            .Concat(type.GetProperties(All).Select(property => property.PropertyType))
            .Concat(type.GetInterfaces())
            .Concat(type.CustomAttributes.Select(attribute => attribute.AttributeType))
            .Concat(type.BaseType is { } parent ? [parent] : []);
    }

    private static IEnumerable<Type> Unfold(Type type) => type.HasElementType
        ? Unfold(type.GetElementType()!)
        : type.GenericTypeArguments.SelectMany(Unfold).Prepend(type);
}
