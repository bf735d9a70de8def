using MtlDsl.Training.Evaluation;

namespace MtlDsl.Training.Tests.Learning;

public sealed class ValidationCurvesTests
{
    private readonly ValidationCurves curves = new(["Surfaces", "Objects"]);

    [Fact]
    public void Every_task_has_a_best_of_its_own()
    {
        Add(10, 0.5, 0.1).ShouldBe("Surfaces Objects, best");
        Add(20, 0.4, 0.4).ShouldBe("Objects, best");
        Add(30, 0.6, 0.1).ShouldBe("Surfaces");

        curves["Surfaces"].BestIteration.ShouldBe(30);
        curves["Objects"].BestIteration.ShouldBe(20);
        (curves["Objects"].SinceBest, curves["Surfaces"].SinceBest, curves.Overall.SinceBest).ShouldBe((1, 0, 1));
        curves.Overall.Best.ShouldBe(0.4);
    }

    [Fact]
    public void What_is_no_number_is_never_the_best()
    {
        Add(10, double.NaN, 0.1).ShouldBe("Objects, best");
        double.IsNaN(curves["Surfaces"].Best).ShouldBeTrue();
        Add(20, 0, 0.1).ShouldBe("Surfaces");
    }

    private string Add(int iteration, double surfaces, double objects)
    {
        var (best, isBest) = curves.Add(
            iteration, new EvaluationResult(1, [new SegmentationResult("Surfaces", surfaces, 0, 0, []), new SegmentationResult("Objects", objects, 0, 0, [])]));
        return string.Join(' ', best) + (isBest ? ", best" : "");
    }
}
