using WebhookStudio.Domain.Workflows;
using WebhookStudio.Features.Workflows.Canvas;

namespace WebhookStudio.Tests.Features.Workflows.Canvas;

public sealed class StageShapeTests
{
    [Fact]
    public void Ports_OneOutput_LiesBesideTheName()
    {
        var stage = StageOf(new LabelStageSettings());

        Assert.Equal([StageShape.PortY], StageShape.PortsOf(stage));
        Assert.Equal(StageShape.Height, StageShape.HeightOf(stage));
    }

    [Fact]
    public void Ports_Failed_HasALineBelowTheCounters()
    {
        var stage = StageOf(new WebhookStageSettings { OnExhausted = ExhaustedRule.Fail });

        Assert.Equal([42, 99], StageShape.PortsOf(stage));
        Assert.Equal(116, StageShape.HeightOf(stage));
    }

    [Fact]
    public void Ports_ManyRules_GrowTheCardALineEach()
    {
        var stage = StageOf(new LogicStageSettings { Rules = [.. Enumerable.Repeat(new RandomSampleRule(0.1), 5)] });

        Assert.Equal([99, 123, 147, 171, 195, 219], StageShape.PortsOf(stage));
        Assert.Equal(84 + 8 + (6 * 24), StageShape.HeightOf(stage));
    }

    private static Stage StageOf(StageSettings settings) => new() { Id = StageId.New(), Name = "One", Settings = settings };
}
