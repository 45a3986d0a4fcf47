using Bunit;
using WebhookStudio.Features.Labeling;

namespace WebhookStudio.Tests.Features.Labeling;

public class LabelQuestionsTests : BunitContext
{
    private IReadOnlyList<LabelAnswer> _given = [];

    [Fact]
    public void Render_RequiredRadio_IsMarkedAndHasKeys()
    {
        var questions = RenderQuestions();

        Assert.Contains("(required)", questions.Find("[data-testid=question]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", questions.Find("[role=radiogroup]").GetAttribute("aria-required"));
        Assert.Equal(["q", "e"], questions.FindAll("[data-key]").Select(input => input.GetAttribute("data-key")));
    }

    [Fact]
    public void Choose_Option_IsAnsweredByItsId()
    {
        RenderQuestions().Find("input[value=b1]").Change("b1");

        var answer = Assert.Single(_given);
        Assert.Equal(("bake", "b1"), (answer.SchemaId, Assert.Single(answer.Answer)));
    }

    [Fact]
    public void Render_NestedQuestion_AppearsWithItsOption()
    {
        Assert.Single(RenderQuestions().FindAll("[data-testid=question]"));

        var questions = RenderQuestions(new LabelAnswer("bake", ["b2"], []));
        questions.Find("textarea").Change("too hot");

        var answer = Assert.Single(_given);
        Assert.Equal("too hot", Assert.Single(Assert.Single(answer.Classifications).Answer));
    }

    [Fact]
    public void Choose_AnotherOption_TakesTheHiddenAnswerAway()
    {
        var questions = RenderQuestions(new LabelAnswer("bake", ["b2"], [new("why", ["too hot"], [])]));

        questions.Find("input[value=b1]").Change("b1");

        Assert.Empty(Assert.Single(_given).Classifications);
    }

    private IRenderedComponent<LabelQuestions> RenderQuestions(params LabelAnswer[] answers) => Render<LabelQuestions>(p => p
        .Add(q => q.Questions, LabelingScene.Schema.Classifications)
        .Add(q => q.Answers, answers)
        .Add(q => q.WithKeys, true)
        .Add(q => q.TakenKeys, ["w"])
        .Add(q => q.OnAnswers, given => _given = given));
}
