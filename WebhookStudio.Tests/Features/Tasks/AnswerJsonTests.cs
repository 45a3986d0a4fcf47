using System.Text.Json;
using WebhookStudio.Domain;
using WebhookStudio.Domain.Schema;
using WebhookStudio.Domain.Tasks;
using WebhookStudio.Features.Tasks;

namespace WebhookStudio.Tests.Features.Tasks;

public class AnswerJsonTests
{
    private static readonly DateTimeOffset Then = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Then.AddHours(1);

    private static readonly CategorySchema Schema = JsonSerializer.Deserialize<CategorySchema>("""
        {
          "tools": [
            {"title":"Croissant","tool":"bounding-box","schemaId":"box","required":true,"classifications":[
              {"title":"Filled","tool":"radio","schemaId":"filled","required":true,
               "options":[{"value":"Yes","schemaId":"filled-yes"},{"value":"No","schemaId":"filled-no"}]}]},
            {"title":"Crumb","tool":"polygon","schemaId":"poly"},
            {"title":"Twin","tool":"bounding-box","schemaId":"twin-1"},
            {"title":"Twin","tool":"bounding-box","schemaId":"twin-2"},
            {"title":"Spot","tool":"point","schemaId":"spot"},
            {"title":"Word","tool":"ner","schemaId":"word"},
            {"title":"Area","tool":"segmentation","schemaId":"area"},
            {"title":"Paint","tool":"brush","schemaId":"paint"}
          ],
          "classifications": [
            {"title":"Bake level","tool":"radio","schemaId":"bake","required":true,
             "options":[{"value":"Golden","schemaId":"bake-golden"},{"value":"Overbaked","schemaId":"bake-over"}],
             "classifications":[{"title":"Why","tool":"text","schemaId":"why","required":true,"parentOptionId":"bake-over"}]},
            {"title":"Toppings","tool":"checkbox","schemaId":"top",
             "options":[{"value":"Nuts","schemaId":"top-nuts"},{"value":"Sugar","schemaId":"top-sugar"}]},
            {"title":"Code","tool":"text","schemaId":"code","regex":"^[A-Z]{2}[0-9]+$"},
            {"title":"Slow","tool":"text","schemaId":"slow","regex":"^(a+)+$"}
          ],
          "relations": [{"schemaId":"touches","tool":"one-to-one","title":"Touches"}]
        }
        """)!;

    [Theory]
    [InlineData("""{"x":1.5,"y":2,"width":3,"height":4}""", """{"x":1.5,"y":2,"height":4,"width":3}""")]
    [InlineData("""{"x":10,"y":20,"width":-3,"height":-4}""", """{"x":7,"y":16,"height":4,"width":3}""")]
    [InlineData("""{"x":401.2628984836038,"y":398.68154506437764,"height":200.2,"width":201.91845493562232}""",
        """{"x":401.2628984836038,"y":398.68154506437764,"height":200.2,"width":201.91845493562232}""")]
    public void Read_BoundingBox_IsNormalised(string given, string stored)
    {
        var read = Read($$"""{"objects":[{"schemaId":"box","bounding-box":{{given}}}]}""");

        Assert.Equal(stored, read.Tools[0].Geometry.GetRawText());
    }

    [Theory]
    [InlineData("""[]""", "answer: it must be an object")]
    [InlineData("""{"objects":{}}""", "answer: 'objects' must be a list")]
    [InlineData("""{"objects":[1]}""", "objects[0]: it must be a JSON object")]
    [InlineData("""{"tools":[{}]}""", "tools[0]: it needs the 'schemaId'")]
    [InlineData("""{"objects":[{"schemaId":"no"}]}""", "objects[0]: the schema has no tool with the schemaId 'no'")]
    [InlineData("""{"objects":[{"title":"Bread"}]}""", "no tool titled 'Bread'. It has: 'Croissant', 'Crumb'")]
    [InlineData("""{"objects":[{"title":"Twin"}]}""", "2 tools are titled 'Twin'")]
    [InlineData("""{"objects":[{"schemaId":"box"}]}""", "objects[0]: it needs its shape in 'bounding-box'")]
    [InlineData("""{"objects":[{"schemaId":"box","polygon":[[1,2]]}]}""", "it is a polygon, but 'Croissant' is drawn as bounding-box")]
    [InlineData("""{"objects":[{"schemaId":"box","bounding-box":[1]}]}""", "objects[0].bounding-box: it must be a JSON object")]
    [InlineData("""{"objects":[{"schemaId":"box","bounding-box":{"x":1,"y":1,"width":1}}]}""", "'height' must be a finite number")]
    [InlineData("""{"objects":[{"schemaId":"box","bounding-box":{"x":"1","y":1,"width":1,"height":1}}]}""", "'x' must be")]
    [InlineData("""{"objects":[{"schemaId":"box","bounding-box":{"x":1e999,"y":1,"width":1,"height":1}}]}""", "'x' must be")]
    [InlineData("""{"objects":[{"schemaId":"box","bounding-box":{"x":1,"y":1,"width":0,"height":1}}]}""", "other than zero")]
    [InlineData("""{"objects":[{"schemaId":"poly","polygon":{}}]}""", "objects[0].polygon: it must be a list")]
    [InlineData("""{"objects":[{"schemaId":"poly","polygon":[[1,2],[3,4]]}]}""", "at least 3 points")]
    [InlineData("""{"objects":[{"schemaId":"poly","polygon":[[1,2],[3,4],[5]]}]}""", "objects[0].polygon[2]: a point is")]
    [InlineData("""{"objects":[{"schemaId":"spot","point":[1]}]}""", "a point is a list of two numbers")]
    [InlineData("""{"objects":[{"schemaId":"word","ner":{"start":1}}]}""", "'end' must be a finite number")]
    [InlineData("""{"objects":[{"schemaId":"area","segmentation":{}}]}""", "segmentation.zones: it must be a list")]
    [InlineData("""{"objects":[{"schemaId":"spot","point":[1,1],"page":-1}]}""", "'page' must be a whole number")]
    [InlineData("""{"objects":[{"schemaId":"spot","point":[1,1],"lock":1}]}""", "'lock' must be true or false")]
    [InlineData("""{"objects":[{"schemaId":"spot","point":[1,1],"objectId":""}]}""", "'objectId' must have 1 to 64")]
    [InlineData("""{"objects":[{"schemaId":"spot","point":[1,1],"objectId":"a"},{"schemaId":"spot","point":[2,1],"objectId":"a"}]}""",
        "objects[1]: another object has the objectId 'a'")]
    [InlineData("""{"classifications":[{"schemaId":"no","answer":"x"}]}""", "classifications[0]: 'no' is not asked here. The questions are: 'Bake level'")]
    [InlineData("""{"classifications":[{"answer":"x"}]}""", "it needs the 'schemaId' of its question")]
    [InlineData("""{"classifications":[{"schemaId":"bake","answer":"Raw"}]}""", "'Raw' is no option of 'Bake level'. The options are: 'Golden', 'Overbaked'")]
    [InlineData("""{"classifications":[{"schemaId":"bake","answer":["Golden","Overbaked"]}]}""", "takes one answer, not 2")]
    [InlineData("""{"classifications":[{"schemaId":"bake","answer":3}]}""", "must be a string or a list of strings")]
    [InlineData("""{"classifications":[{"schemaId":"bake","answer":"Golden"},{"title":"Bake level","answer":"Golden"}]}""", "classifications[1]: 'Bake level' is answered twice")]
    [InlineData("""{"classifications":[{"schemaId":"code","answer":"x1"}]}""", "must match the pattern ^[A-Z]{2}[0-9]+$")]
    [InlineData("""{"classifications":[{"schemaId":"slow","answer":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}]}""", "took too long")]
    [InlineData("""{"classifications":[{"schemaId":"bake","answer":"Golden","classifications":[{"schemaId":"why","answer":"x"}]}]}""",
        "classifications[0].classifications[0]: 'Why' is asked only when")]
    [InlineData("""{"relations":[{"schemaId":"no"}]}""", "relations[0]: the schema has no relation")]
    [InlineData("""{"relations":[{"schemaId":"touches","from":"a","to":"b"}]}""", "there is no object with the objectId 'a'")]
    [InlineData("""{"relations":[{"group":["a"]}]}""", "there is no object with the objectId 'a'")]
    public void Read_WrongAnswer_IsRefusedAtItsPlace(string given, string expected)
    {
        var refusal = Assert.Throws<DomainRuleException>(() => Read(given));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("answer.", refusal.Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ObjectOver256Kilobytes_IsRefused()
    {
        var points = string.Join(",", Enumerable.Range(0, 40_000).Select(i => $"[{i},1]"));

        var refusal = Assert.Throws<DomainRuleException>(() => Read($$"""{"objects":[{"schemaId":"poly","polygon":[{{points}}]}]}"""));

        Assert.Equal("answer.object_size", refusal.Code);
    }

    [Theory]
    [InlineData("bake", "\"Golden\"", "bake-golden")]
    [InlineData("bake", "\"bake-golden\"", "bake-golden")]
    [InlineData("bake", "[\"Golden\"]", "bake-golden")]
    [InlineData("top", "\"Nuts\"", "top-nuts")]
    [InlineData("top", "[\"Sugar\",\"top-nuts\",\"Nuts\"]", "top-sugar,top-nuts")]
    [InlineData("code", "\"AB12\"", "AB12")]
    public void Read_Answers_AreStoredAsOptionIds(string question, string answer, string stored)
    {
        var read = Read($$"""{"classifications":[{"schemaId":"{{question}}","answer":{{answer}}}]}""");

        Assert.Equal(stored, string.Join(",", read.Classifications[0].Answer));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    public void Read_EmptyAnswer_IsNone(string answer) =>
        Assert.Empty(Read($$"""{"classifications":[{"schemaId":"top","answer":{{answer}}}]}""").Classifications);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"objects":null,"classifications":[],"relations":[]}""")]
    public void Read_NoLists_IsEmpty(string given) => Assert.True(Read(given).IsEmpty);

    [Fact]
    public void Read_NewObject_GetsIdAndMaker()
    {
        var read = Read("""{"tools":[{"title":"Crumb","polygon":[[1,2],[3,4],[5,6]],"lock":true,"page":2}]}""").Tools[0];

        Assert.Matches("^[0-9a-f]{23}$", read.ObjectId);
        Assert.Equal(("poly", "polygon", true, 2), (read.SchemaId, read.Kind, read.Lock, read.Page));
        Assert.Equal((Now, "ada@bakery.example", "Label"), (read.Metadata.CreatedAt, read.Metadata.CreatedBy, read.Metadata.CreatedIn));
        Assert.Null(read.Metadata.UpdatedAt);
    }

    [Theory]
    [InlineData("""{"x":1,"y":2,"height":4,"width":3}""", "Yes", false)]
    [InlineData("""{"x":1.0,"y":2,"width":3,"height":4}""", "filled-yes", false)]
    [InlineData("""{"x":1,"y":2,"height":4,"width":5}""", "Yes", true)]
    [InlineData("""{"x":1,"y":2,"height":4,"width":3}""", "No", true)]
    public void Read_ObjectFromBefore_KeepsMakerAndNotesChanges(string box, string filled, bool updated)
    {
        var before = Read(Boxed("""{"x":1,"y":2,"height":4,"width":3}""", "Yes"), TaskAnswer.Empty, "bo@bakery.example", Then);

        var metadata = Read(Boxed(box, filled), before, "ada@bakery.example", Now).Tools[0].Metadata;

        Assert.Equal((Then, "bo@bakery.example"), (metadata.CreatedAt, metadata.CreatedBy));
        Assert.Equal(updated ? (Now, "ada@bakery.example") : (null, null), (metadata.UpdatedAt, metadata.UpdatedBy));
    }

    [Fact]
    public void Read_BrushUrlsAndRelations_AreKept()
    {
        var read = Read("""
            {"objects":[{"schemaId":"paint","objectId":"a"},{"schemaId":"spot","objectId":"b","point":[1,2]}],
             "relations":[{"schemaId":"touches","from":"a","to":"b","direction":"straight"}],
             "brushDataUrl":"https://x/b.png","medicalBrushDataUrl":"https://x/m.nrrd"}
            """);

        Assert.Equal(("https://x/b.png", "https://x/m.nrrd"), (read.BrushDataUrl, read.MedicalBrushDataUrl));
        Assert.Equal("straight", read.Relations[0].GetProperty("direction").GetString());
    }

    [Fact]
    public void MissingRequired_Empty_ListsToolsThenQuestions()
    {
        var missing = AnswerJson.MissingRequired(Schema, TaskAnswer.Empty);

        Assert.Equal(["Draw at least one 'Croissant'.", "Answer 'Bake level'."], missing.Select(m => m.Text));
    }

    [Theory]
    [InlineData("Golden", "")]
    [InlineData("Overbaked", "why")]
    public void MissingRequired_NestedQuestion_CountsWhileItsOptionIsChosen(string bake, string expected)
    {
        var answer = Read(Boxed("""{"x":1,"y":2,"height":4,"width":3}""", "Yes", $$"""{"schemaId":"bake","answer":"{{bake}}"}"""));

        Assert.Equal(expected, string.Join(",", AnswerJson.MissingRequired(Schema, answer).Select(m => m.SchemaId)));
    }

    [Fact]
    public void MissingRequired_QuestionOfObject_NamesTheObject()
    {
        var answer = Read("""
            {"objects":[{"schemaId":"box","objectId":"o1","bounding-box":{"x":1,"y":1,"width":2,"height":2}}],
             "classifications":[{"schemaId":"bake","answer":"Golden"}]}
            """);

        var missing = Assert.Single(AnswerJson.MissingRequired(Schema, answer));
        Assert.Equal(("filled", "o1", "Answer 'Filled' for the Croissant."), (missing.SchemaId, missing.ObjectId, missing.Text));
    }

    [Fact]
    public void ToEditor_ReadBack_IsTheSameAnswer()
    {
        var answer = Read("""
            {"objects":[{"schemaId":"box","objectId":"o1","lock":true,"page":1,"bounding-box":{"x":1,"y":1,"width":2,"height":2},
               "classifications":[{"schemaId":"filled","answer":"No"}]}],
             "classifications":[{"schemaId":"bake","answer":"Overbaked","classifications":[{"schemaId":"why","answer":"dark"}]},
               {"schemaId":"top","answer":["Nuts","Sugar"]}],
             "relations":[{"from":"o1","to":"o1"}],"brushDataUrl":"u"}
            """);

        var again = Read(AnswerJson.ToEditor(answer).GetRawText(), answer, "bo@bakery.example", Now.AddDays(1));

        Assert.Equal(JsonSerializer.Serialize(answer), JsonSerializer.Serialize(again));
    }

    private static string Boxed(string box, string filled, string question = """{"schemaId":"bake","answer":"Golden"}""") =>
        $$"""
        {"objects":[{"schemaId":"box","objectId":"o1","bounding-box":{{box}},"classifications":[{"schemaId":"filled","answer":"{{filled}}"}]}],
         "classifications":[{{question}}]}
        """;

    private static TaskAnswer Read(string json) => Read(json, TaskAnswer.Empty, "ada@bakery.example", Now);

    private static TaskAnswer Read(string json, TaskAnswer previous, string by, DateTimeOffset now) =>
        AnswerJson.Read(JsonElement.Parse(json), new(Schema, previous, by, "Label", now));
}
