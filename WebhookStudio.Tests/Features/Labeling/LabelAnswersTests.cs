using System.Text.Json;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Features.Labeling;

namespace WebhookStudio.Tests.Features.Labeling;

public class LabelAnswersTests
{
    private static readonly Classification Toppings = JsonSerializer.Deserialize<Classification>("""
        {"title":"Toppings","tool":"checkbox","schemaId":"top",
         "options":[{"value":"Nuts","schemaId":"n"},{"value":"Sugar","schemaId":"s"},{"value":"Plain"}]}
        """)!;

    private static readonly CategorySchema Chain = JsonSerializer.Deserialize<CategorySchema>("""
        {"classifications":[
          {"title":"A","tool":"radio","schemaId":"a","options":[{"value":"1","schemaId":"a1"}]},
          {"title":"B","tool":"radio","schemaId":"b","parentOptionId":"a1","options":[{"value":"1","schemaId":"b1"}]},
          {"title":"C","tool":"text","schemaId":"c","parentOptionId":"b1"}]}
        """)!;

    [Theory]
    [InlineData("", "s", "s")]
    [InlineData("s", "n", "n,s")]
    [InlineData("n,s", "n", "s")]
    [InlineData("n", "Plain", "n,Plain")]
    public void Toggle_Option_KeepsTheOrderOfTheOptions(string chosen, string option, string expected)
    {
        var given = LabelAnswers.Toggle(Toppings, chosen.Split(',', StringSplitOptions.RemoveEmptyEntries), option);

        Assert.Equal(expected, string.Join(",", given));
    }

    [Fact]
    public void With_AnswerTakenAway_TakesWhatHangsOnItDownTheChain()
    {
        LabelAnswer[] answers = [new("a", ["a1"], []), new("b", ["b1"], []), new("c", ["text"], [])];

        var left = LabelAnswers.With(Chain.Classifications, answers, Chain.Classifications[0], []);

        Assert.Empty(left);
    }

    [Fact]
    public void With_Answer_KeepsTheOrderOfTheQuestions()
    {
        LabelAnswer[] answers = [new("b", ["b1"], []), new("a", ["a1"], [])];

        var all = LabelAnswers.With(Chain.Classifications, answers, Chain.Classifications[2], ["text"]);

        Assert.Equal(["a", "b", "c"], all.Select(answer => answer.SchemaId));
    }
}
