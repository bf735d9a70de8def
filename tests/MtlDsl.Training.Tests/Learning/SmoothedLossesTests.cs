namespace MtlDsl.Training.Tests.Learning;

public sealed class SmoothedLossesTests
{
    [Fact]
    public void A_loss_that_grows_beyond_all_measure_diverges_and_one_that_is_noisy_does_not()
    {
        var losses = new SmoothedLosses(["Surfaces", "Objects", "Place"]);
        for (var step = 0; step < 20; step++)
        {
            losses.Add("Surfaces", 3 * Math.Pow(4, step));
            losses.Add("Objects", step % 2 == 0 ? 0.5 : 10);
        }

        losses.Diverging.ShouldBe(["Surfaces"]);
        losses.Tasks[2].Loss.ShouldBe(double.NaN);
    }

    [Fact]
    public void A_first_loss_of_zero_is_no_measure()
    {
        var losses = new SmoothedLosses(["Place"]);
        losses.Add("Place", 0);
        losses.Add("Place", 0.2);

        losses.Diverging.ShouldBeEmpty();
    }
}
