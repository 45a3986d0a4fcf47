using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using WebhookStudio.Components;
using WebhookStudio.Components.Layout;
using WebhookStudio.Data;
using WebhookStudio.Features.Access;
using WebhookStudio.Features.Activities;
using WebhookStudio.Features.Alerts;
using WebhookStudio.Features.Api;
using WebhookStudio.Features.Assets;
using WebhookStudio.Features.Deliveries;
using WebhookStudio.Features.Labeling;
using WebhookStudio.Features.Overview;
using WebhookStudio.Features.Projects;
using WebhookStudio.Features.Receivers;
using WebhookStudio.Features.Samples;
using WebhookStudio.Features.Tasks;
using WebhookStudio.Features.Workflows;
using WebhookStudio.Platform;

var builder = WebApplication.CreateBuilder(args);

if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
{
    builder.WebHost.UseUrls("http://127.0.0.1:5080");
}

// Running from bin outside of Development needs the manifest of the packages' files.
StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);

// The address of the tasks page may hold a list of some two thousand identifiers.
builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestLineSize = 256 * 1024);

builder.Services.AddData(builder.Configuration, builder.Environment);
builder.Services.AddPlatform();
builder.Services.AddPublicAddress();
builder.Services.AddAccess();
builder.Services.AddAssetFiles();
builder.Services.AddProjects();
builder.Services.AddWorkflows();
builder.Services.AddTaskFlow();
builder.Services.AddTaskList();
builder.Services.AddDeliveries();
builder.Services.AddDeliveryLog();
builder.Services.AddAlerts();
builder.Services.AddActivities();
builder.Services.AddOverview();
builder.Services.AddApi();
builder.Services.AddReceivers();
builder.Services.AddSamples();
builder.Services.AddJobs();
builder.Services.AddHealth();
builder.Services.AddLabeling();
builder.Services.AddLayout();
builder.Services.AddRazorComponents()
    .AddInteractiveServerComponents()
    .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 1024 * 1024);

var app = builder.Build();

app.UsePublicAddress();
app.UseSecurityHeaders();
app.UseErrorPages();
app.UseSetupGate();
app.UseApi();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();
app.UseAntiforgery();
app.MapStaticAssets().AllowAnonymous();
app.MapHealth();
app.MapAccess();
app.MapAssetFiles();
app.MapDeliveryLog();
app.MapApi();
app.MapTestReceivers();
app.MapJobs(StudioPolicies.Manager);
app.MapRazorComponents<App>()
    .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
    .RequireAuthorization();

await app.RunAsync();

public partial class Program;
