using System.Text.Json;
using WebhookStudio.Domain.Alerts;
using WebhookStudio.Domain.Json;

namespace WebhookStudio.Domain.Documents;

/// <summary>Writes what is sent to the address for alerts of a project.</summary>
/// <remarks>An envelope in the style of Standard Webhooks: <c>type</c>, <c>timestamp</c>, <c>data</c>.</remarks>
public static class AlertDocument
{
    /// <summary>Writes an alert.</summary>
    /// <param name="alert">What was told.</param>
    /// <param name="project">The name of the project.</param>
    /// <param name="baseUrl">The address of the application, without a slash at the end.</param>
    public static byte[] Write(StageAlert alert, string project, string baseUrl) => Write(TypeOf(alert.Kind), alert.At, data =>
    {
        Name(data, "project", alert.ProjectId.Value, project);
        Name(data, "stage", alert.StageId.Value, alert.StageName);
        data.WriteString("failingSince", Moment(alert.FailingSince));
        data.WriteNumber("held", alert.Held);
        data.WriteNumber("retrying", alert.Retrying);
        data.WriteString("cause", alert.Cause);
        data.WriteString("url", $"{baseUrl}/projects/{alert.ProjectId}/logs?stage={Uri.EscapeDataString(alert.StageId.Value)}&status=failed");
    });

    /// <summary>Writes what a test of the address sends.</summary>
    public static byte[] WriteTest(string projectId, string project, DateTimeOffset now) =>
        Write("alert.test", now, data => Name(data, "project", projectId, project));

    /// <summary>Gets the <c>type</c> of an alert.</summary>
    public static string TypeOf(AlertKind kind) => kind switch
    {
        AlertKind.Began => "stage.failing",
        AlertKind.StillFailing => "stage.still_failing",
        _ => "stage.recovered",
    };

    private static byte[] Write(string type, DateTimeOffset at, Action<Utf8JsonWriter> data)
    {
        using var stream = new MemoryStream();

        using (var json = new Utf8JsonWriter(stream, new() { Encoder = PlainJsonEncoder.Instance }))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", Moment(at));
            json.WriteStartObject("data");
            data(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Name(Utf8JsonWriter json, string what, string id, string name)
    {
        json.WriteStartObject(what);
        json.WriteString("id", id);
        json.WriteString("name", name);
        json.WriteEndObject();
    }

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
