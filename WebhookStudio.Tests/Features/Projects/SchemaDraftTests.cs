using WebhookStudio.Domain.Schema;
using WebhookStudio.Features.Projects;

namespace WebhookStudio.Tests.Features.Projects;

public sealed class SchemaDraftTests
{
    private static readonly CategorySchema Stored = new()
    {
        Tools =
        [
            new() { Title = "Croissant", SchemaId = "t1", ShortcutKey = "1", Color = "#f44336", OcrEnabled = true },
            new() { Title = "Tray", SchemaId = "t2", Tool = "polygon", ShortcutKey = "k" },
        ],
        Classifications =
        [
            new() { Title = "Baking degree", SchemaId = "q1", Options = [new() { Value = "Golden", SchemaId = "o1" }] },
        ],
    };

    private readonly SchemaDraft _draft = new(Stored);

    [Fact]
    public void AddTool_SomeAreThere_TakesAFreeColourAndKey()
    {
        var id = _draft.AddTool();

        var tool = _draft.Edited.FindTool(id)!;
        Assert.Equal((ToolKinds.BoundingBox, "#9c27b0", "2"), (tool.Tool, tool.Color, tool.ShortcutKey));
        Assert.False(_draft.IsStored(id));
    }

    [Theory]
    [InlineData("t2", -1, "t2 t1")]
    [InlineData("t1", -1, "t1 t2")]
    [InlineData("t2", 1, "t1 t2")]
    [InlineData("gone", 1, "t1 t2")]
    public void MoveTool_AnyPlace_StaysInTheList(string id, int by, string expected)
    {
        _draft.MoveTool(id, by);

        Assert.Equal(expected, string.Join(' ', _draft.Edited.Tools.Select(tool => tool.SchemaId)));
    }

    [Fact]
    public void IsChanged_TakenBack_IsFalse()
    {
        _draft.Change(Stored.Tools[0] with { Title = "Brioche" });
        Assert.True(_draft.IsChanged);

        _draft.Change(Stored.Tools[0] with { Title = "Croissant" });

        Assert.False(_draft.IsChanged);
    }

    [Fact]
    public void Removed_ToolAndOption_AreNamed()
    {
        _draft.RemoveTool("t2");
        _draft.Change(Stored.Classifications[0] with { Options = [] });

        Assert.Equal(["Tray", "Golden"], _draft.Removed);
    }

    [Fact]
    public void Ready_EmptyNewOptionAndSpaces_AreLeftOut()
    {
        _draft.Change(Stored.Classifications[0] with
        {
            Options = [.. Stored.Classifications[0].Options, new() { Value = " Dark ", SchemaId = "n1" }, new() { SchemaId = "n2" }],
        });

        Assert.Equal(["Golden", "Dark"], _draft.Ready().Classifications[0].Options.Select(option => option.Value));
    }

    [Fact]
    public void Check_SharedKeyAndTitle_IsSaidAtBoth()
    {
        _draft.Change(Stored.Tools[1] with { Title = "croissant ", ShortcutKey = "1" });

        Assert.Equal(
            ["t1 title", "t1 shortcut", "t2 title", "t2 shortcut"],
            SchemaCheck.Find(_draft.Edited).Select(problem => $"{problem.SchemaId} {problem.Field}"));
    }

    [Fact]
    public void Check_ChoiceWithoutOptions_IsSaid()
    {
        _draft.Change(Stored.Classifications[0] with { Options = [], Title = "" });

        Assert.Equal(["title", "options"], SchemaCheck.Find(_draft.Edited).Select(problem => problem.Field));
    }
}
