using MtlDsl.Training.Evaluation;

namespace MtlDsl.Training.Tests.Evaluation;

public class VerificationTests
{
    private static readonly Architecture architecture = TinyNetwork.Description;

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.9e-4, true)]
    [InlineData(1.1e-4, false)]
    [InlineData(double.NaN, false)]
    public void The_error_is_a_share_of_the_largest_value(double error, bool passes)
    {
        var result = Verification.Compare(architecture, _ => [[0, -20, 1], [1], [1]], _ => [[0, -20, (float)(1 + 20 * error)], [1], [1]], [new float[3]]);

        result.Passed.ShouldBe(passes);
        result.Outputs.Select(o => o.Name).ShouldBe(["scores", "confidences", "locations"]);
        result.Outputs[0].MaxError.ShouldBe(error, 1e-7);
        result.Outputs[1].MaxError.ShouldBe(0);
    }

    [Fact]
    public void The_worst_input_counts_and_outputs_of_another_length_fail()
    {
        var call = 0;
        var result = Verification.Compare(architecture, _ => [[1], [1], [1]], _ => [[call++ == 1 ? 2 : 1], [1], [1, 1]], Verification.RandomInputs(architecture, 3, 0));

        result.Inputs.ShouldBe(3);
        result.Outputs[0].MaxError.ShouldBe(1);
        result.Outputs[2].MaxError.ShouldBe(double.NaN);
        result.Passed.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_to_compare_is_an_error() =>
        Should.Throw<ArgumentException>(() => Verification.Compare(architecture, _ => [[1], [1], [1]], _ => [[1], [1], [1]], []));

    [Fact]
    public void Random_inputs_are_those_of_a_normalised_image_and_repeat()
    {
        var input = Verification.RandomInputs(architecture, 1, 5).Single();

        input.Length.ShouldBe(3 * 32 * 32);
        input.Average().ShouldBe(0, 0.05);
        input.Average(value => value * value).ShouldBe(1, 0.1);
        Verification.RandomInputs(architecture, 1, 5).Single().ShouldBe(input);
    }
}
