namespace MtlDsl.Deployment.Tests;

/// <summary>A network whose outputs are no numbers finds nothing rather than anything: it is an error that names the output.</summary>
public sealed class FiniteOutputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<float> Infinite => [float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    [Theory]
    [MemberData(nameof(Infinite))]
    public void One_value_that_is_not_finite_is_found_wherever_it_is(float value)
    {
        for (var length = 1; length < 70; length++)
        {
            var values = Enumerable.Repeat(float.MaxValue, length).ToArray();
            FiniteValues.AreAll(values).ShouldBeTrue();
            for (var at = 0; at < length; at++)
            {
                values[at] = value;
                FiniteValues.AreAll(values).ShouldBeFalse();
                values[at] = -float.MaxValue;
            }
        }
        FiniteValues.AreAll([]).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Infinite))]
    public void The_output_is_named(float value)
    {
        using var session = Load(value);
        Should.Throw<InvalidDataException>(() => session.Predict(PaintedFrames.Paint(0))).Message.ShouldBe(
            $"The output mbox_conf_out of '{folder["network.onnx"]}' holds values that are not finite: its weights are broken, or its precision is too low for them. "
            + "Export it again, from weights that evaluate well or in Float32.");
    }

    [Fact]
    public void Of_several_images_the_others_are_read()
    {
        using var session = NetworkSession.Load(folder.Save(ColorNetwork.Export(batch: null)), ColorNetwork.Architecture);
        using var request = session.CreateRequest(batch: 2);
        var planes = Painting.Of(1, "rrrrrr", "rrrrrr", "rrrrrr", "rrrrrr").Planes();
        request.SetInput([.. planes, float.NaN, .. planes[1..]]);
        request.Run();

        var prediction = new Colors();
        request.Read(prediction, 0);
        prediction.Surfaces[0, 0].ShouldBe(Surface.Road);
        Should.Throw<InvalidDataException>(() => request.Read(prediction, 1)).Message.ShouldStartWith("The output seg_scores of ");
    }

    [Fact]
    public async Task In_a_stream_every_such_frame_is_broken()
    {
        using var session = Load(float.NaN);
        var errors = new List<string>();
        await foreach (var frame in session.Stream(new PaintedFrames(3)))
            errors.Add(frame.Error.ShouldBeOfType<InvalidDataException>().Message);
        errors.Count.ShouldBe(3);
    }

    private NetworkSession Load(float background) => NetworkSession.Load(folder.Save(ColorNetwork.Export(background: background)), ColorNetwork.Architecture);
}
