using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// Gives batch norms that were folded into their convolutions (mean 0, variance 1) real statistics, without changing what the network
/// computes: means and variances are measured on images, and scale and bias are rewritten to undo them. Such a network can be
/// fine-tuned with batch statistics like any other.
/// </summary>
public static class BatchNormUnfolding
{
    /// <summary>Whether all batch norms of a module have mean 0 and variance 1, as folding leaves them.</summary>
    public static bool IsFolded(nn.Module module)
    {
        using var scope = NewDisposeScope();
        var norms = NormsOf(module).ToList();
        return norms.Count > 0 && norms.TrueForAll(norm => All(norm.Mean.eq(0)) && All((norm.Variance - 1).abs().lt(1e-3)));
    }

    /// <summary>Measures and rewrites all batch norms of a network's trunk and of the stages of it that heads have for themselves.</summary>
    /// <param name="model">The network.</param>
    /// <param name="images">Batches of images as the network will see them, N x 3 x height x width; a few dozen images are enough.</param>
    /// <param name="headStages">These stages, as <see cref="Checkpoints.LoadReport.HeadStages"/> names them.</param>
    /// <exception cref="ArgumentException">There are no images.</exception>
    public static void Apply(IMultitaskModel model, IEnumerable<Tensor> images, IReadOnlyList<string>? headStages = null)
    {
        var parts = model.Module.named_modules().Where(item => headStages?.Contains(item.name) == true).Select(item => item.module);
        var measures = parts.Prepend(model.Trunk).SelectMany(NormsOf).Select(norm => (Norm: norm, Sums: new Sums())).ToList();
        var hooks = measures.ConvertAll(measure => measure.Norm.Module.register_forward_pre_hook((_, input) =>
        {
            measure.Sums.Add(input);
            return input;
        }));
        var wasTraining = model.Module.training;
        model.Module.eval();
        try
        {
            using var mode = no_grad();
            foreach (var batch in images)
            {
                using var scope = NewDisposeScope();
                model.Forward(batch);
            }
            foreach (var (norm, sums) in measures)
                Rewrite(norm, sums);
        }
        finally
        {
            hooks.ForEach(hook => hook.remove());
            model.Module.train(wasTraining);
        }
    }

    private static IEnumerable<Norm> NormsOf(nn.Module module)
    {
        foreach (var norm in module.modules().OfType<BatchNorm2d>())
            if (norm is { running_mean: { } mean, running_var: { } variance, weight: { } weight, bias: { } bias })
                yield return new Norm(norm, mean, variance, weight, bias);
    }

    private static bool All(Tensor condition) => condition.all().item<bool>();

    private static void Rewrite(Norm norm, Sums sums)
    {
        using var scope = NewDisposeScope();
        var (mean, variance) = sums.Finish(norm.Mean.device);
        var (deviation, oldDeviation) = ((variance + norm.Module.eps).sqrt(), (norm.Variance + norm.Module.eps).sqrt());
        // weight * (x - mean) / deviation + bias is to stay what it is.
        norm.Bias.add_(norm.Weight / oldDeviation * (mean - norm.Mean));
        norm.Weight.mul_(deviation / oldDeviation);
        norm.Mean.copy_(mean);
        norm.Variance.copy_(variance);
    }

    /// <summary>A batch norm that has both statistics and a scale to hide them behind.</summary>
    private sealed record Norm(BatchNorm2d Module, Tensor Mean, Tensor Variance, Tensor Weight, Tensor Bias);

    /// <summary>Running sums over a channel's values, in double precision.</summary>
    private sealed class Sums
    {
        private double[] total = [], squares = [];
        private double count;

        public void Add(Tensor input)
        {
            using var scope = NewDisposeScope();
            var values = input.to(ScalarType.Float64);
            Accumulate(ref total, values.sum([0, 2, 3]));
            Accumulate(ref squares, (values * values).sum([0, 2, 3]));
            count += (double)input.numel() / input.shape[1];
        }

        public (Tensor Mean, Tensor Variance) Finish(Device device)
        {
            if (count == 0)
                throw new ArgumentException("No image went through the batch norms, so they have nothing to be measured on.");
            var mean = tensor(total) / count;
            var variance = (tensor(squares) / count - mean * mean).clamp(min: 0);
            return (mean.to(ScalarType.Float32, device), variance.to(ScalarType.Float32, device));
        }

        private static void Accumulate(ref double[] sums, Tensor values)
        {
            var added = values.cpu().ToArray<double>();
            sums = sums.Length == 0 ? added : [.. sums.Zip(added, (a, b) => a + b)];
        }
    }
}
