using MtlDsl.Training.Data;
using MtlDsl.Training.Distributed;
using MtlDsl.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Distributed.Tests;

/// <summary>Every loss, on one rank's rows of a batch against the whole batch at once: the mean of losses and of gradients is the whole's.</summary>
internal static class LossChecks
{
    private const int Rows = 3;

    private static readonly double[] weights = [0.5, 1, 2, 0.1];

    private delegate Tensor Loss(Tensor outputs, Tensor labels);

    public static void Run(ProcessGroup group)
    {
        // Seeded alike on every rank, so that all know the whole batch.
        manual_seed(3);
        var n = Rows * group.Size;
        foreach (var labelled in Labelled(group.Size))
        {
            var pixels = randint(0, 4, [n, 5, 5], ScalarType.Int64);
            pixels = Unlabel(pixels.masked_fill(rand(n, 5, 5).lt(0.3), 255), labelled, 255);
            var maps = Unlabel(randn(n, 2, 4, 4).masked_fill(rand(n, 2, 4, 4).lt(0.3), double.NaN), labelled, double.NaN);
            var images = Unlabel(randint(0, 4, [n], ScalarType.Int64), labelled, -1);
            var boxes = Unlabel(randint(-1, 3, [n, 12], ScalarType.Int64) * rand(n, 12).lt(0.4).to(ScalarType.Int64), labelled, -1);

            Check(group, "pixels", randn(n, 4, 5, 5), pixels, (scores, labels) => PixelCrossEntropy.Compute(scores, labels, 255));
            Check(group, "pixels, weighted", randn(n, 4, 5, 5), pixels, (scores, labels) => PixelCrossEntropy.Compute(scores, labels, 255, weights));
            Check(group, "pixels, sum", randn(n, 4, 5, 5), pixels, (scores, labels) => PixelCrossEntropy.Compute(scores, labels, 255, sum: true));
            Check(group, "images", randn(n, 4), images, (scores, labels) => CrossEntropy.Compute(scores, labels, 0.1, weights));
            Check(group, "focal", randn(n, 4, 5, 5), pixels, (scores, labels) => Focal.Compute(scores, labels, 2, 0.25, 255));
            Check(group, "dice", randn(n, 4, 5, 5), pixels, (scores, labels) => Dice.Compute(scores, labels, 1, 255));
            Check(group, "l1", randn(n, 2, 4, 4), maps, L1.Compute);
            Check(group, "smooth l1", randn(n, 2, 4, 4), maps, (values, targets) => SmoothL1.Compute(values, targets, 0.7));
            Check(group, "berhu", randn(n, 2, 4, 4), maps, (values, targets) => BerHu.Compute(values, targets, 0.2));
            Check(group, "triplet", randn(n, 6), images, (vectors, identities) => Triplet.Compute(vectors, identities, 0.3));
            Check(group, "multibox", randn(n, 12, 7), boxes, (outputs, labels) => MultiBox.Compute(
                outputs.narrow(2, 0, 3), outputs.narrow(2, 3, 4), new DetectionTargets(labels, labels.unsqueeze(2).expand(-1, -1, 4).to(ScalarType.Float32) * 0.3f), 3, 0.5));
        }
    }

    // Which rows have labels: nearly all, those of the first rank only, none.
    private static IEnumerable<bool[]> Labelled(int size) =>
    [
        [.. Enumerable.Range(0, Rows * size).Select(row => row != 1)],
        [.. Enumerable.Range(0, Rows * size).Select(row => row < Rows)],
        new bool[Rows * size],
    ];

    private static Tensor Unlabel(Tensor labels, bool[] labelled, double nothing)
    {
        var shape = Enumerable.Repeat(1L, (int)labels.ndim).ToArray();
        shape[0] = -1;
        return labels.masked_fill(tensor(labelled).logical_not().view(shape), nothing);
    }

    private static void Check(ProcessGroup group, string name, Tensor outputs, Tensor labels, Loss loss)
    {
        using var scope = NewDisposeScope();
        var whole = outputs.clone().requires_grad_();
        var wanted = loss(whole, labels);
        wanted.backward();

        var part = outputs.narrow(0, group.Rank * Rows, Rows).clone().requires_grad_();
        Tensor found;
        using (LossNormalization.Over(group))
            found = loss(part, labels.narrow(0, group.Rank * Rows, Rows));
        found.backward();

        double[] mean = [found.ToDouble() / group.Size];
        group.Sum(mean);
        mean[0].ShouldBe(wanted.ToDouble(), 1e-6 * Math.Max(wanted.ToDouble(), 1), name);
        var rows = whole.grad!.narrow(0, group.Rank * Rows, Rows);
        var error = (part.grad! / group.Size - rows).abs().max().ToDouble();
        error.ShouldBeLessThanOrEqualTo(1e-6 * whole.grad!.abs().max().ToDouble(), name);
    }
}
