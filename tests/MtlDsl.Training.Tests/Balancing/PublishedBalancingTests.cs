using static MtlDsl.Training.Balancing;

namespace MtlDsl.Training.Tests.Balancers;

/// <summary>Values that another library publishes (TorchJD, tests/unit/aggregation/test_values.py).</summary>
public class PublishedBalancingTests
{
    private static readonly Gradients gradients = new([-4, 1, 1], [6, 1, 1]);

    public static TheoryData<Balancing, double[]> Combinations => new()
    {
        { Fixed, [2, 2, 2] },
        { PcGrad, [0.5848, 3.8012, 3.8012] },
        { Mgda, [0, 1, 1] },
        { CaGrad, [0.1835, 1.2041, 1.2041] },
        { ImtlG, [0.0767, 1, 1] },
        { AlignedMtl, [0.2133, 0.9673, 0.9673] },
        { UpGrad, [0.2929, 1.9004, 1.9004] },
    };

    public static TheoryData<Balancing, double[]> Weights => new()
    {
        { PcGrad, [2.2222, 1.5789] },
        { Mgda, [0.6, 0.4] },
        { CaGrad, [0.7041, 0.5] },
        { ImtlG, [0.5923, 0.4077] },
        { AlignedMtl, [0.5591, 0.4083] },
        { UpGrad, [1.1109, 0.7894] },
    };

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Gradients_are_combined_as_published(Balancing kind, double[] expected) =>
        gradients.Combine(kind).ShouldBe(expected, 1e-4);

    [Theory]
    [MemberData(nameof(Weights))]
    public void Gradients_are_weighed_as_published(Balancing kind, double[] expected) =>
        gradients.Weights(kind).ShouldBe(expected, 1e-4);

    // Published scaled to length 1.
    [Fact]
    public void The_bargain_points_where_published()
    {
        var combined = gradients.Combine(NashMtl);

        combined.Select(value => value / Gradients.Norm(combined)).ToArray().ShouldBe([0.0542, 0.7061, 0.7061], 1e-4);
    }
}
