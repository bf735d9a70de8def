using static MtlDsl.Training.Balancing;
using Gramian = MtlDsl.Training.Balancers.Gramian;
using Spectrum = MtlDsl.Training.Balancers.Spectrum;

namespace MtlDsl.Training.Tests.Balancers;

/// <summary>Each method against what its paper defines it by.</summary>
public class GradientCombinationTests
{
    public static TheoryData<int, int> Cases
    {
        get
        {
            var data = new TheoryData<int, int>();
            for (var tasks = 2; tasks <= 6; tasks++)
                for (var seed = 0; seed < 5; seed++)
                    data.Add(tasks, seed);
            return data;
        }
    }

    public static TheoryData<Balancing> Methods => [PcGrad, Mgda, CaGrad, ImtlG, NashMtl, AlignedMtl, UpGrad];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mgda_is_the_shortest_between_the_gradients(int tasks, int seed)
    {
        var gradients = Gradients.Sample(tasks, 7, seed);

        var combined = gradients.Combine(Mgda);

        // A point of a convex set is its shortest if and only if every other lies beyond the plane through it that is normal to it.
        var square = Gradients.Dot(combined, combined);
        gradients.Rows.ShouldAllBe(row => Gradients.Dot(row, combined) >= square - 1e-9);
        gradients.Weights(Mgda).Sum().ShouldBe(1, 1e-9);
        gradients.Weights(Mgda).ShouldAllBe(weight => weight >= 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Mgda_is_as_short_as_the_best_of_a_grid(int seed)
    {
        var gradients = Gradients.Sample(3, 4, seed);
        const int Steps = 200;
        var best = double.PositiveInfinity;
        for (var a = 0; a <= Steps; a++)
            for (var b = 0; a + b <= Steps; b++)
                best = Math.Min(best, Gradients.Norm(gradients.Combine([a / (double)Steps, b / (double)Steps, (Steps - a - b) / (double)Steps])));

        var found = Gradients.Norm(gradients.Combine(Mgda));

        found.ShouldBeLessThanOrEqualTo(best + 1e-9);
        found.ShouldBeGreaterThan(best - 0.02);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void UpGrad_projects_each_gradient_and_conflicts_with_none(int tasks, int seed)
    {
        var gradients = Gradients.Sample(tasks, 7, seed);

        var weights = gradients.Weights(UpGrad);

        // What is added to the inner products, as in the authors' implementation.
        var ridge = 1e-4 * gradients.Rows.Sum(row => Gradients.Dot(row, row));
        gradients.Rows.ShouldAllBe(row => Gradients.Dot(row, gradients.Combine(weights)) >= -ridge * weights.Max());
        weights.ShouldBe(Enumerable.Range(0, tasks).Select(Projected).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)])
            .Select(sum => sum / tasks).ToArray(), 1e-6);

        // min v'G v, v >= e_task, one coordinate at a time.
        double[] Projected(int task)
        {
            var (gramian, v) = (gradients.Gramian, new double[tasks]);
            for (var sweep = 0; sweep < 20_000; sweep++)
                for (var i = 0; i < tasks; i++)
                {
                    var others = Enumerable.Range(0, tasks).Where(j => j != i).Sum(j => gramian[i, j] * v[j]);
                    v[i] = Math.Max(i == task ? 1 : 0, -others / (gramian[i, i] + ridge));
                }
            return v;
        }
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    public void CaGrad_is_the_best_for_the_worst_task_within_its_ball(int tasks, int seed)
    {
        var gradients = Gradients.Sample(tasks, 3, seed);
        var mean = gradients.Combine([.. Enumerable.Repeat(1.0 / tasks, tasks)]);
        var radius = 0.5 * Gradients.Norm(mean);

        var combined = gradients.Combine(CaGrad);

        Gradients.Norm([.. combined.Zip(mean, (a, b) => a - b)]).ShouldBeLessThanOrEqualTo(radius + 1e-9);
        var (best, random) = (double.NegativeInfinity, new Random(seed));
        for (var draw = 0; draw < 100_000; draw++)
        {
            var offset = mean.Select(_ => random.NextDouble() * 2 - 1).ToArray();
            var length = Gradients.Norm(offset);
            best = Math.Max(best, Worst([.. mean.Zip(offset, (m, o) => m + o / length * radius)]));
        }
        Worst(combined).ShouldBeGreaterThanOrEqualTo(best - 1e-9);
        Worst(combined).ShouldBe(best, 0.02);

        double Worst(double[] direction) => gradients.Rows.Min(row => Gradients.Dot(row, direction));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ImtlG_goes_equally_far_along_every_gradient(int tasks, int seed)
    {
        var gradients = Gradients.Sample(tasks, 7, seed);

        var combined = gradients.Combine(ImtlG);

        var along = gradients.Rows.Select(row => Gradients.Dot(row, combined) / Gradients.Norm(row)).ToArray();
        along.ShouldAllBe(value => Math.Abs(value - along[0]) < 1e-9 * Gradients.Norm(combined));
        gradients.Weights(ImtlG).Sum().ShouldBe(1, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NashMtl_solves_the_bargain(int tasks, int seed)
    {
        var gradients = Gradients.Sample(tasks, 7, seed);

        var weights = gradients.Weights(NashMtl);

        weights.ShouldAllBe(weight => weight > 0);
        var combined = gradients.Combine(weights);
        for (var task = 0; task < tasks; task++)
            (Gradients.Dot(gradients.Rows[task], combined) * weights[task]).ShouldBe(1, 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void AlignedMtl_takes_the_nearest_rotation_at_the_weakest_components_length(int seed)
    {
        var gradients = Gradients.Sample(2, 2, seed);
        var combined = gradients.Combine(AlignedMtl);
        // Higham's iteration to the orthogonal factor of a 2 x 2 matrix: X <- (X + X^-T) / 2.
        double a = gradients.Rows[0][0], b = gradients.Rows[0][1], c = gradients.Rows[1][0], d = gradients.Rows[1][1];
        var (trace, determinant) = (a * a + b * b + c * c + d * d, Math.Abs(a * d - b * c));
        var weakest = Math.Sqrt((trace - Math.Sqrt(trace * trace - 4 * determinant * determinant)) / 2);
        for (var step = 0; step < 50; step++)
        {
            var det = a * d - b * c;
            (a, b, c, d) = ((a + d / det) / 2, (b - c / det) / 2, (c - b / det) / 2, (d + a / det) / 2);
        }

        combined.ShouldBe([weakest * (a + c) / 2, weakest * (b + d) / 2], 1e-9);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AlignedMtls_gradients_are_orthogonal_and_of_one_length(int tasks, int seed)
    {
        var gradients = Gradients.Sample(tasks, 7, seed);
        var least = new Spectrum(new Gramian(gradients.Gramian), 0).Least;

        var combined = gradients.Combine(AlignedMtl);

        // The mean of K orthogonal vectors, each as long as the weakest component.
        Gradients.Dot(combined, combined).ShouldBe(least / tasks, 1e-9);
    }

    [Fact]
    public void Without_conflict_projections_change_nothing()
    {
        var gradients = new Gradients([1, 2, 0], [3, 0, 1], [1, 1, 1]);

        gradients.Weights(PcGrad).ShouldBe([1, 1, 1]);
        gradients.Weights(UpGrad).ShouldBe([1 / 3.0, 1 / 3.0, 1 / 3.0], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Scale_of_all_gradients_makes_no_difference(Balancing kind)
    {
        var gradients = Gradients.Sample(4, 6, 1);
        var larger = new Gradients([.. gradients.Rows.Select(row => row.Select(value => value * 1000).ToArray())]);

        // A bargain's weights fall as gradients grow.
        var factor = kind == NashMtl ? 1000 : 1;
        larger.Weights(kind).Select(weight => weight * factor).ToArray().ShouldBe(gradients.Weights(kind), 1e-6);
    }

    [Theory]
    [InlineData(ImtlG)]
    [InlineData(NashMtl)]
    public void Scale_of_one_task_makes_no_difference_to_the_direction(Balancing kind)
    {
        var gradients = Gradients.Sample(3, 6, 2);
        var scaled = new Gradients(gradients.Rows[0], [.. gradients.Rows[1].Select(value => value * 1e4)], gradients.Rows[2]);
        var (expected, found) = (gradients.Combine(kind), scaled.Combine(kind));

        (Gradients.Dot(expected, found) / (Gradients.Norm(expected) * Gradients.Norm(found))).ShouldBe(1, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Order_of_tasks_makes_no_difference(Balancing kind)
    {
        // Two tasks: with more, PCGrad's random order does make one.
        var gradients = Gradients.Sample(kind == PcGrad ? 2 : 5, 6, 3);

        new Gradients([.. gradients.Rows.Reverse()]).Weights(kind).Reverse().ToArray().ShouldBe(gradients.Weights(kind), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_task_alone_counts_once(Balancing kind) => new Gradients([3, -4]).Weights(kind).ShouldBe([1]);

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_task_without_gradient_is_as_if_not_labelled(Balancing kind)
    {
        var others = new Gradients([1, 2], [-3, 1]);

        new Gradients([1, 2], [0, 0], [-3, 1]).Weights(kind).ShouldBe([others.Weights(kind)[0], 1, others.Weights(kind)[1]], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Equal_gradients_are_equally_weighed(Balancing kind)
    {
        var weights = new Gradients([1, 2], [1, 2]).Weights(kind);

        var combined = new Gradients([1, 2], [1, 2]).Combine(kind);
        (combined[1] / combined[0]).ShouldBe(2, 1e-6);
        combined[0].ShouldBeGreaterThan(0);
        if (kind is not Mgda and not CaGrad) // any weights of the same sum are the same combination
            weights[0].ShouldBe(weights[1], 1e-6);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Whatever_the_gradients_weights_are_finite(Balancing kind)
    {
        Gradients[] cases =
        [
            new([1, 2], [-1, -2]), new([1, 2], [-2, -4]), new([0, 0], [0, 0]), new([1, 0], [1, 1e-9]), new([1, 0], [-1, 1e-9]),
            new([1e-20, 0], [0, 1e20]), new([1e-150, 0], [1e-150, 1e-150]), new([1e-200, 0], [1e-200, 0]), new([1, 0], [0, 1], [-1, -1]),
            new([1, 0], [1, 0], [-1, 0], [0, 0]), new([1, 0], [0, 1], [1, 1], [-1, 1], [1, -1], [-1, -1]),
        ];

        foreach (var gradients in cases)
        {
            gradients.Weights(kind).ShouldAllBe(weight => double.IsFinite(weight));
            gradients.Weights(kind, new BalancingOptions { Normalize = true }).ShouldAllBe(weight => double.IsFinite(weight));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Normalized_weights_sum_to_the_number_of_tasks(Balancing kind)
    {
        var gradients = Gradients.Sample(3, 6, 4);
        var (weights, normalized) = (gradients.Weights(kind), gradients.Weights(kind, new BalancingOptions { Normalize = true }));

        normalized.Sum().ShouldBe(3, 1e-9);
        (normalized[0] / normalized[1]).ShouldBe(weights[0] / weights[1], 1e-9);
    }

    [Theory]
    [InlineData(Mgda)]
    [InlineData(CaGrad)]
    [InlineData(UpGrad)]
    public void Too_many_tasks_for_a_method_are_an_error_that_names_another(Balancing kind) =>
        Should.Throw<ArgumentException>(() => Balancer.Create(kind, [.. Enumerable.Range(0, 13).Select(task => $"{task}")], new BalancingOptions()))
            .Message.ShouldContain("ImtlG");
}
