namespace WebhookStudio.Tests.Journeys.Canvas;

/// <summary>The parts of the canvas's script that only calculate, run in the browser they are for.</summary>
[Collection(CanvasJourneys.Name)]
public sealed class CanvasModulesTests(CanvasFixture fixture)
{
    private const string Cards = """
        const card = (x, y, height = 84) => ({ x, y, width: 232, height });
        const out = (c, y = 42) => ({ x: c.x + 232, y: c.y + y });
        const into = c => ({ x: c.x, y: c.y + 42 });
        const crosses = (points, c) => points.slice(1).some((q, i) => {
          const p = points[i];
          return Math.max(p.x, q.x) > c.x && Math.min(p.x, q.x) < c.x + c.width && Math.max(p.y, q.y) > c.y && Math.min(p.y, q.y) < c.y + c.height;
        });
        """;

    [Theory]
    [InlineData("card(0, 0)", "card(288, 0)", "card(0, 400)")] // straight on
    [InlineData("card(0, 0)", "card(864, 0)", "card(432, 0)")] // past one in the way
    [InlineData("card(0, 0)", "card(864, 288)", "card(576, 0)")] // past one in the way, and down
    [InlineData("card(576, 0)", "card(0, 0)", "card(288, 0)")] // back, round one between
    [InlineData("card(576, 288)", "card(0, 0)", "card(288, 144)")] // back and up
    [InlineData("card(288, 0)", "card(288, 200)", "card(900, 0)")] // to one right below
    public async Task Route_CardsInTheWay_RunsRoundThem(string from, string to, string between)
    {
        var page = await fixture.Browser.OpenAsync();
        await page.GotoAsync("/signin");

        var crossed = await page.EvaluateAsync<bool>(
            $$"""
            async () => {
              const { route } = await import('/js/canvas/route.js');
              {{Cards}}
              const [a, b, c] = [{{from}}, {{to}}, {{between}}];
              const { points } = route(out(a), into(b), [a, b, c]);
              return [a, b, c].some(card => crosses(points, card));
            }
            """);

        Assert.False(crossed);
    }

    [Theory]
    [InlineData("{ x: 103, y: 205, height: 84 }", 96, 208)] // the grid
    [InlineData("{ x: 307, y: 53, height: 84 }", 305, 48)] // in line with a card that stands off the grid
    [InlineData("{ x: 297, y: 53, height: 84 }", 304, 48)] // too far from it
    public async Task Align_RawPlace_SnapsToTheGridOrInLine(string raw, double x, double y)
    {
        var page = await fixture.Browser.OpenAsync();
        await page.GotoAsync("/signin");

        var placed = await page.EvaluateAsync<double[]>(
            $$"""
            async () => {
              const { align } = await import('/js/canvas/guides.js');
              const placed = align({{raw}}, [{ x: 305, y: 400, width: 232, height: 84 }]);
              return [placed.x, placed.y];
            }
            """);

        Assert.Equal([x, y], placed);
    }
}
