using WebhookStudio.Domain;
using WebhookStudio.Domain.Deliveries;
using WebhookStudio.Domain.Projects;
using WebhookStudio.Domain.Workflows;

namespace WebhookStudio.Tests.Domain.Deliveries;

public class StageCircuitTests
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 6, 12, 0, 0, TimeSpan.Zero);
    private static readonly CircuitPolicy Policy = new(3, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));

    private readonly StageCircuit _circuit = new()
    {
        ProjectId = Id<Project>.New(Noon),
        StageId = new StageId("Hook"),
    };

    [Fact]
    public void Record_FailuresInARow_OpensAtTheThreshold()
    {
        Assert.False(_circuit.Record(AttemptOutcome.ConnectionRefused, Noon, Policy));
        Assert.False(_circuit.Record(AttemptOutcome.TimedOut, Noon, Policy));
        Assert.False(_circuit.IsOpen);

        Assert.True(_circuit.Record(AttemptOutcome.ConnectionRefused, Noon, Policy));

        Assert.Equal(
            (Noon, Noon.AddSeconds(5), AttemptOutcome.ConnectionRefused),
            (_circuit.OpenedAt, _circuit.ProbeAt, _circuit.Cause));
    }

    [Fact]
    public void Record_AnyAnswerBetween_StartsAnew()
    {
        Fail(2, Noon);
        _circuit.Record(AttemptOutcome.Answered, Noon, Policy);
        Fail(2, Noon);

        Assert.False(_circuit.IsOpen);
    }

    [Fact]
    public void Record_RestOfWhatWasUnderWay_DoesNotPutOffTheProbe()
    {
        Fail(3, Noon);

        Fail(29, Noon.AddSeconds(1));

        Assert.Equal((Noon.AddSeconds(5), 1), (_circuit.ProbeAt, _circuit.Probes));
    }

    [Fact]
    public void Record_ProbesFail_DoublesThePauseUpToTheLongest()
    {
        Fail(3, Noon);
        var pauses = new List<double>();

        for (var probe = 0; probe < 4; probe++)
        {
            var at = _circuit.ProbeAt!.Value;
            Fail(1, at);
            pauses.Add((_circuit.ProbeAt!.Value - at).TotalSeconds);
        }

        Assert.Equal([10, 15, 15, 15], pauses);
    }

    [Theory]
    [InlineData(AttemptOutcome.Answered)]
    [InlineData(AttemptOutcome.RedirectNotFollowed)]
    [InlineData(AttemptOutcome.ProtocolError)]
    public void Record_ReceiverAnswers_Closes(AttemptOutcome outcome)
    {
        Fail(3, Noon);

        Assert.True(_circuit.Record(outcome, Noon.AddSeconds(5), Policy));

        Assert.Equal((false, 0, 0), (_circuit.IsOpen, _circuit.Failures, _circuit.Probes));
    }

    [Theory]
    [InlineData(AttemptOutcome.Interrupted)]
    [InlineData(AttemptOutcome.Unknown)]
    [InlineData(AttemptOutcome.NeedsSetup)]
    [InlineData(AttemptOutcome.BlockedAddress)]
    public void Record_NothingLearnedAboutTheReceiver_ChangesNothing(AttemptOutcome outcome)
    {
        Fail(3, Noon);

        Assert.False(_circuit.Record(outcome, Noon.AddSeconds(5), Policy));

        Assert.True(_circuit.IsOpen);
    }

    [Fact]
    public void ProbeNow_Open_IsDueAtOnceAndStartsWithTheShortPauseAgain()
    {
        Fail(3, Noon);
        Fail(1, _circuit.ProbeAt!.Value);

        Assert.True(_circuit.ProbeNow(Noon.AddSeconds(6)));
        Assert.Equal(Noon.AddSeconds(6), _circuit.ProbeAt);
        Fail(1, Noon.AddSeconds(6));

        Assert.Equal(Noon.AddSeconds(11), _circuit.ProbeAt);
    }

    private void Fail(int times, DateTimeOffset at)
    {
        for (var time = 0; time < times; time++)
        {
            _circuit.Record(AttemptOutcome.ConnectionRefused, at, Policy);
        }
    }
}
