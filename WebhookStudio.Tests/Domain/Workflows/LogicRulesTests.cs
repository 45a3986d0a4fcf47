using WebhookStudio.Domain;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

/// <summary>Rules come and go, and the connectors of the others stay where they lead.</summary>
public sealed class LogicRulesTests
{
    private static readonly RandomSampleRule Sample = new(0.5);
    private static readonly DurationRule Slow = new(60_000, null);
    private static readonly AnnotatorRule Ada = new(["ada@bakery.example"]);

    private static readonly Stage Logic = new Stage
    {
        Id = new("logic"),
        Name = "Logic",
        Settings = new LogicStageSettings { Rules = [Sample, Slow] },
        Next = [new StageId("a"), new StageId("b"), new StageId("else")],
    };

    [Fact]
    public void Outputs_OfRules_AreInWordsAndElseComesLast()
    {
        var outputs = (Logic with { Settings = new LogicStageSettings { Rules = [Sample, Slow, Ada] } }).Outputs;

        Assert.Equal(["Random 50%", "Took 60 s or more", "By ada@bakery.example", "Else"], outputs.Select(port => port.Name));
        Assert.Equal([0, 1, 2, 3], outputs.Select(port => port.Output.Number));
        Assert.Equal(OutputRole.Else, outputs[^1].Role);
    }

    [Fact]
    public void OutputsIn_NamesOfTheProject_AreUsed()
    {
        var stage = Logic with
        {
            Settings = new LogicStageSettings
            {
                Rules = [new AnnotationTypeRule([new("c1", true), new("c2", false)]), new BatchRule(["b1", "b2", "b3"])],
            },
        };

        var names = new RuleNames(
            new Dictionary<string, string> { ["c1"] = "Croissant" }, new Dictionary<string, string> { ["b1"] = "Monday" });

        Assert.Equal(["Has Croissant and 1 more", "In Monday or 2 more", "Else"], stage.OutputsIn(names).Select(port => port.Name));
    }

    [Fact]
    public void Add_Rule_IsNotConnectedAndElseKeepsItsConnector() =>
        Assert.Equal(["a", "b", null, "else"], Ways(LogicRules.Add(Logic, Ada)));

    [Fact]
    public void Add_OneTooMany_IsRefused()
    {
        var full = Logic with { Settings = new LogicStageSettings { Rules = [.. Enumerable.Repeat(Sample, LogicStageSettings.MaxRules)] } };

        Assert.Throws<DomainRuleException>(() => LogicRules.Add(full, Ada));
    }

    [Fact]
    public void Remove_FirstRule_TakesItsConnectorAlong() => Assert.Equal(["b", "else"], Ways(LogicRules.Remove(Logic, 0)));

    [Fact]
    public void Remove_OneOfTwoEqualRules_TakesItsOwnConnector()
    {
        var twins = Logic with { Settings = new LogicStageSettings { Rules = [Sample, Sample] } };

        Assert.Equal(["a", "else"], Ways(LogicRules.Remove(twins, 1)));
        Assert.Equal(["b", "else"], Ways(LogicRules.Remove(twins, 0)));
    }

    [Fact]
    public void Move_Rule_TakesItsConnectorAlong()
    {
        var moved = LogicRules.Move(Logic, 1, 0);

        Assert.Equal([Slow, Sample], ((LogicStageSettings)moved.Settings).Rules);
        Assert.Equal(["b", "a", "else"], Ways(moved));
    }

    [Fact]
    public void Replace_Rule_KeepsAllConnectors() => Assert.Equal(["a", "b", "else"], Ways(LogicRules.Replace(Logic, 0, Ada)));

    [Fact]
    public void With_FewerRules_ElseKeepsItsConnector() =>
        Assert.Equal(["a", "else"], Ways(Logic.With(new LogicStageSettings { Rules = [Sample] })));

    [Fact]
    public void With_OutputOfElse_ConnectsIt()
    {
        var stage = Logic.With(Logic.MainOutput, new StageId("x"));

        Assert.Equal(["a", "b", "x"], Ways(stage));
        Assert.Equal(new StageId("x"), stage.Output);
    }

    private static IEnumerable<string?> Ways(Stage stage) => stage.Outputs.Select(port => stage.To(port.Output)?.Value);
}
