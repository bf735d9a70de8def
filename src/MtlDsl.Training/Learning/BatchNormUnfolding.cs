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
        var norms = parts.Prepend(model.Trunk).SelectMany(NormsOf).ToList();
        var wasTraining = model.Module.training;
        model.Module.eval();
        try
        {
            using var mode = no_grad();
            foreach (var (norm, statistics) in norms.Zip(ChannelStatistics.OfInputs(norms.Select(norm => norm.Module), model, images)))
                Rewrite(norm, statistics);
        }
        finally
        {
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

    private static void Rewrite(Norm norm, ChannelStatistics statistics)
    {
        using var scope = NewDisposeScope();
        var mean = statistics.Mean(norm.Mean.device);
        var variance = statistics.Variance(norm.Mean.device);
        var (deviation, oldDeviation) = ((variance + norm.Module.eps).sqrt(), (norm.Variance + norm.Module.eps).sqrt());
        // weight * (x - mean) / deviation + bias is to stay what it is.
        norm.Bias.add_(norm.Weight / oldDeviation * (mean - norm.Mean));
        norm.Weight.mul_(deviation / oldDeviation);
        norm.Mean.copy_(mean);
        norm.Variance.copy_(variance);
    }

    /// <summary>A batch norm that has both statistics and a scale to hide them behind.</summary>
    private sealed record Norm(BatchNorm2d Module, Tensor Mean, Tensor Variance, Tensor Weight, Tensor Bias);
}
