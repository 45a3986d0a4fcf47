using Microsoft.AspNetCore.Http.Extensions;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Features.Deliveries;

namespace WebhookStudio.Features.Overview;

/// <summary>What the overview shows, as its address says it.</summary>
/// <param name="Project">The project.</param>
/// <param name="Range">The time that the numbers of attempts are about.</param>
/// <param name="IsTable">Whether the chart is shown as a table.</param>
public sealed record OverviewPlace(Id<Project> Project, LogRange Range, bool IsTable)
{
    /// <summary>Gets the address. What has its usual value is left out.</summary>
    public string Url
    {
        get
        {
            var query = new QueryBuilder();

            if (Range != LogRange.Day)
            {
                query.Add("range", Range.Word);
            }

            if (IsTable)
            {
                query.Add("chart", "table");
            }

            return $"/projects/{Project}/overview{query}";
        }
    }

    /// <summary>Reads the values of an address; what makes no sense is taken as not given. Only ranges that end now are.</summary>
    public static OverviewPlace Parse(Id<Project> project, string? range, string? chart) =>
        new(project, LogRange.Parse(range) is { EndsNow: true } found ? found : LogRange.Day, chart == "table");

    /// <summary>Gets the address of the log over the same time.</summary>
    /// <param name="status">A status of the log; <see langword="null"/> for all.</param>
    public string Logs(string? status) => Logs(Range, status);

    /// <summary>Gets the address of the log over another time.</summary>
    public string Logs(LogRange range, string? status)
    {
        var query = new QueryBuilder { { "range", range.Word } };

        if (status is not null)
        {
            query.Add("status", status);
        }

        return $"/projects/{Project}/logs{query}";
    }

    /// <summary>Gets an address of the project.</summary>
    public string At(string rest) => $"/projects/{Project}/{rest}";
}
