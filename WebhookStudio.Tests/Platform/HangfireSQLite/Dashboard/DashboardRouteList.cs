using System.Reflection;
using Hangfire.Dashboard;

namespace WebhookStudio.Tests.Platform.HangfireSQLite.Dashboard;

/// <summary>The routes that Hangfire's dashboard registers.</summary>
internal static class DashboardRouteList
{
    /// <summary>Gets the dispatchers, each with its pattern. Hangfire has no public list of them.</summary>
    public static IReadOnlyList<IDashboardDispatcher> All { get; } =
    [
        .. ((List<Tuple<string, IDashboardDispatcher>>)typeof(RouteCollection)
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Single(field => field.FieldType == typeof(List<Tuple<string, IDashboardDispatcher>>))
            .GetValue(DashboardRoutes.Routes)!).Select(route => route.Item2),
    ];

    public static IDashboardDispatcher? Of(string path) => DashboardRoutes.Routes.FindDispatcher(path)?.Item1;

    /// <summary>Whether it changes something, and is no page.</summary>
    public static bool IsCommand(IDashboardDispatcher dispatcher) =>
        dispatcher.GetType().Name.Contains("Command", StringComparison.Ordinal);
}
