using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// Measures the running statistics of batch norms anew, with the weights as they are now (Wu and Johnson, "Rethinking 'batch' in
/// batch norm", 2021: "precise" statistics). Those that training keeps are an average over the last steps, each with other weights; with
/// a high learning rate, averaged weights or few steps they are not the network's own.
/// </summary>
public static class BatchNormEstimation
{
    /// <summary>
    /// Gives every batch norm the mean and variance of all its inputs while norms normalise by each batch's statistics, as in training.
    /// Dropout is off, as in inference. Norms whose scale does not learn (<see cref="StageFreezing"/>) keep the statistics that they have.
    /// </summary>
    /// <param name="model">The network; it is left in the mode, training or not, that it was in.</param>
    /// <param name="images">Training images as the network sees them, N x 3 x height x width, in batches of the size that it was trained with; a few hundred images are enough.</param>
    /// <exception cref="ArgumentException">There are no images.</exception>
    public static void Apply(IMultitaskModel model, IEnumerable<Tensor> images)
    {
        var norms = model.Module.modules().OfType<BatchNorm2d>()
            .Where(norm => norm is { running_mean: not null, running_var: not null } && norm.weight?.requires_grad != false).ToList();
        if (norms.Count == 0)
            return;
        var wasTraining = model.Module.training;
        model.Module.eval();
        norms.ForEach(norm => norm.train());
        try
        {
            using var mode = no_grad();
            foreach (var (norm, statistics) in norms.Zip(ChannelStatistics.OfInputs(norms, model, images)))
                Set(norm, statistics);
        }
        finally
        {
            model.Module.train(wasTraining);
        }
    }

    private static void Set(BatchNorm2d norm, ChannelStatistics statistics)
    {
        using var scope = NewDisposeScope();
        norm.running_mean!.copy_(statistics.Mean(norm.running_mean.device));
        norm.running_var!.copy_(statistics.Variance(norm.running_var.device));
    }
}
