using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Assets;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Platform;

namespace WebhookStudio.Features.Tasks.Importing;

/// <summary>Takes a list of assets, shows what is wrong with which row, and has the good ones imported in the background.</summary>
public sealed partial class ImportList : ComponentBase, IAsyncDisposable
{
    /// <summary>How many rows are shown: nobody reads more of them here.</summary>
    private const int MaxShown = 100;

    private const string Example = "data,externalId\nhttps://pictures.example/1.png,croissant-1.png";

    private readonly CancellationTokenSource _leaving = new();
    private ElementReference _text;
    private IJSObjectReference? _module;
    private IDisposable? _subscription;
    private CheckedList? _list;
    private ListImport? _import;
    private string _name = "";
    private string _batch = "";
    private string? _refusal;
    private int _priority;
    private bool _onlyRefused;
    private bool _skipsKnown;
    private bool _reading;
    private bool _starting;

    [Inject]
    public required IListImports Imports { get; init; }

    [Inject]
    public required IProjectFeed Feed { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Parameter, EditorRequired]
    public required Id<Project> Project { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RailBatch> Batches { get; set; }

    /// <summary>Gets or sets the email address of who imports.</summary>
    [Parameter, EditorRequired]
    public required string By { get; set; }

    /// <summary>Gets or sets what is told when the import begins.</summary>
    [Parameter]
    public EventCallback<bool> BusyChanged { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private IEnumerable<CheckedRow> Wanted => _onlyRefused ? _list!.Refused : _list!.Rows;

    private IEnumerable<CheckedRow> Shown => Wanted.Take(MaxShown);

    private int Hidden => Math.Max(0, (_onlyRefused ? _list!.RefusedCount : _list!.Rows.Count) - MaxShown);

    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _leaving.CancelAsync();
        _leaving.Dispose();

        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its module with it.
        }
    }

    private int Chosen(CheckedList list) => list.GoodCount - (_skipsKnown ? list.KnownCount : 0);

    private Task TakeFileAsync(InputFileChangeEventArgs args) => CheckAsync(args.File.Name, () =>
        args.File.Size <= IListImports.MaxBytes
            ? Task.FromResult(args.File.OpenReadStream(IListImports.MaxBytes, _leaving.Token))
            : throw new DomainRuleException("import.too_large", $"{args.File.Name} is larger than 50 MB. Split it."));

    private Task TakeTextAsync() => CheckAsync("the pasted list", async () =>
    {
        var pasted = await (await ModuleAsync()).InvokeAsync<IJSStreamReference>("read", _leaving.Token, _text);

        return await pasted.OpenReadStreamAsync(IListImports.MaxBytes, _leaving.Token);
    });

    private async Task CheckAsync(string name, Func<Task<Stream>> open)
    {
        (_name, _refusal, _reading, _onlyRefused, _skipsKnown) = (name, null, true, false, false);
        StateHasChanged();

        try
        {
            await using var content = await open();
            _list = await Imports.CheckAsync(Project, content, _leaving.Token);
        }
        catch (DomainRuleException refused)
        {
            _refusal = refused.Message;
        }
        catch (Exception unread) when (unread is IOException or JSException or ArgumentOutOfRangeException)
        {
            _refusal = "The list could not be read to its end. Choose it again; it may have at most 50 MB.";
        }
        finally
        {
            _reading = false;
        }
    }

    private async Task StartAsync()
    {
        (_refusal, _starting) = (null, true);

        try
        {
            var choice = new ListImportChoice(_name, By) { Batch = _batch, Priority = _priority, SkipsKnown = _skipsKnown };
            var import = await Imports.StartAsync(Project, _list!, choice, _leaving.Token);
            _import = await Imports.FindAsync(Project, import, _leaving.Token);
            _subscription = Feed.Subscribe(Project, () => InvokeAsync(RefreshAsync));
            await BusyChanged.InvokeAsync(true);
            await RefreshAsync();
        }
        catch (DomainRuleException refused)
        {
            _refusal = refused.Message;
        }
        finally
        {
            _starting = false;
        }
    }

    private async Task RefreshAsync()
    {
        if (_import is { IsActive: true } import && !_leaving.IsCancellationRequested)
        {
            _import = await Imports.FindAsync(Project, import.Id, _leaving.Token) ?? import;
            StateHasChanged();
        }
    }

    private async Task CancelAsync()
    {
        await Imports.CancelAsync(Project, _import!.Id, _leaving.Token);
        await RefreshAsync();
    }

    private async Task TemplateAsync(string name) =>
        await (await ModuleAsync()).InvokeVoidAsync("template", _leaving.Token, name);

    private void Back() => (_list, _refusal) = (null, null);

    /// <summary>Saves the refused rows as they came, with what is wrong: they can be mended and imported as they are.</summary>
    private async Task DownloadAsync()
    {
        var rows = new JsonArray([.. _list!.Refused.Select(row =>
        {
            var content = row.Content.ValueKind is System.Text.Json.JsonValueKind.Object
                ? JsonNode.Parse(row.Content.GetRawText())!.AsObject()
                : [];
            content["line"] = row.Line;
            content["problem"] = row.Problem;

            return (JsonNode)content;
        })]);
        using var stream = new DotNetStreamReference(new MemoryStream(Encoding.UTF8.GetBytes(rows.ToJsonString(Readable))));
        await (await ModuleAsync()).InvokeVoidAsync("save", _leaving.Token, "refused-rows.json", stream);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private async Task<IJSObjectReference> ModuleAsync() => _module ??= await Script.InvokeAsync<IJSObjectReference>(
        "import", _leaving.Token, "./Features/Tasks/Importing/ImportList.razor.js");
}
