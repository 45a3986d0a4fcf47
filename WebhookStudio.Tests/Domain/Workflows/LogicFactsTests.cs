using System.Collections.Immutable;
using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Workflows;

/// <summary>Which tasks fit which rules.</summary>
public sealed class LogicFactsTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 6, 10, 14, 8, TimeSpan.Zero);
    private static readonly StageId Place = new("logic");

    [Theory]
    [InlineData("box", true, true)]
    [InlineData("box", false, false)]
    [InlineData("ripe", true, true)]
    [InlineData("bake", true, true)]
    [InlineData("why", true, true)]
    [InlineData("beside", true, true)]
    [InlineData("polygon", true, false)]
    [InlineData("polygon", false, true)]
    public void AnnotationType_OneCondition_LooksEverywhere(string schemaId, bool exists, bool fits) =>
        Assert.Equal(fits, new AnnotationTypeRule([new(schemaId, exists)]).Fits(Facts(), Place, 0));

    [Fact]
    public void AnnotationType_SeveralConditions_MustAllHold()
    {
        Assert.True(new AnnotationTypeRule([new("box", true), new("polygon", false)]).Fits(Facts(), Place, 0));
        Assert.False(new AnnotationTypeRule([new("box", true), new("bake", false)]).Fits(Facts(), Place, 0));
    }

    [Theory]
    [InlineData("ADA@bakery.example", true)]
    [InlineData("bo@bakery.example", false)]
    public void Annotator_AnyOfThem_InAnyCase(string email, bool fits) =>
        Assert.Equal(fits, new AnnotatorRule(["nobody@bakery.example", email]).Fits(Facts(), Place, 0));

    [Theory]
    [InlineData(0, 3549L, true)]
    [InlineData(3549, null, true)]
    [InlineData(3550, null, false)]
    [InlineData(0, 3548L, false)]
    public void Duration_BothEnds_AreIncluded(long from, long? to, bool fits) =>
        Assert.Equal(fits, new DurationRule(from, to).Fits(Facts(), Place, 0));

    [Fact]
    public void Batch_OneOfThem_Fits()
    {
        Assert.True(new BatchRule(["b2", "b1"]).Fits(Facts(), Place, 0));
        Assert.False(new BatchRule(["b2"]).Fits(Facts(), Place, 0));
    }

    [Fact]
    public void RandomSample_AskedAgain_AnswersTheSame()
    {
        var facts = Facts();

        Assert.Equal(facts.Chance(Place, 0), Facts(facts.Task).Chance(Place, 0));
        Assert.NotEqual(facts.Chance(Place, 0), facts.Chance(Place, 1));
        Assert.NotEqual(facts.Chance(Place, 0), facts.Chance(new("other"), 0));
    }

    [Fact]
    public void RandomSample_ManyTasks_TakesItsShare()
    {
        var tasks = Enumerable.Range(0, 20_000).Select(_ => Facts()).ToList();

        Assert.InRange(tasks.Count(facts => new RandomSampleRule(0.1).Fits(facts, Place, 0)), 1_800, 2_200);
        Assert.Equal(0, tasks.Count(facts => new RandomSampleRule(0).Fits(facts, Place, 0)));
        Assert.Equal(tasks.Count, tasks.Count(facts => new RandomSampleRule(1).Fits(facts, Place, 0)));

        // Of those that the first sample leaves, the second takes its share: the two are independent.
        var rest = tasks.Where(facts => !new RandomSampleRule(0.5).Fits(facts, Place, 0)).ToList();
        Assert.InRange(rest.Count(facts => new RandomSampleRule(0.5).Fits(facts, Place, 1)) / (double)rest.Count, 0.47, 0.53);
    }

    [Fact]
    public void Choose_SeveralFit_TakesTheFirst()
    {
        var rules = new LogicRule[] { new BatchRule(["b2"]), new DurationRule(0, null), new BatchRule(["b1"]) };

        Assert.Equal(new(1), Facts().Choose(Logic(rules)));
        Assert.Equal(new(1), Facts().Choose(Logic(rules[0])));
    }

    private static Stage Logic(params LogicRule[] rules) =>
        new() { Id = Place, Name = "Logic", Settings = new LogicStageSettings { Rules = [.. rules] } };

    private static LogicFacts Facts(Id<LabelTask>? task = null) => new()
    {
        Task = task ?? Id<LabelTask>.New(Now),
        Answer = Answer,
        DurationMs = 3549,
        Annotators = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "ada@bakery.example"),
        Batches = ["b1"],
    };

    private static TaskAnswer Answer { get; } = new()
    {
        Tools =
        [
            new()
            {
                ObjectId = "o1",
                SchemaId = "box",
                Kind = "bounding-box",
                Geometry = JsonElement.Parse("{}"),
                Classifications = [new() { SchemaId = "ripe", Kind = "radio" }],
                Metadata = new() { CreatedAt = Now, CreatedBy = "ada@bakery.example", CreatedIn = "Label" },
            },
        ],
        Classifications =
        [
            new() { SchemaId = "bake", Kind = "radio", Classifications = [new() { SchemaId = "why", Kind = "text" }] },
        ],
        Relations = [JsonElement.Parse("""{"schemaId":"beside"}"""), JsonElement.Parse("7")],
    };
}
