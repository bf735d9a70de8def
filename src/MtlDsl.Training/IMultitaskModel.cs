using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>A generated network as the trainer sees it. The class that implements it is also a <see cref="nn.Module"/>.</summary>
public interface IMultitaskModel : IDisposable
{
    /// <summary>What is known of the network at build time.</summary>
    Architecture Architecture { get; }

    /// <summary>The network as a module: parameters, buffers, mode, device.</summary>
    nn.Module Module { get; }

    /// <summary>The trunk, whose parameters carry the names of the published weights.</summary>
    nn.Module Trunk { get; }

    /// <summary>The parameters of the trunk and of each head, trunk first.</summary>
    IReadOnlyList<ParameterGroup> ParameterGroups { get; }

    /// <summary>The declared weights of the heads' losses, in the order of the heads.</summary>
    IReadOnlyList<double> LossWeights { get; }

    /// <summary>Runs the network.</summary>
    /// <param name="images">N x 3 x height x width, float32, normalised.</param>
    /// <returns>The outputs in the order of <see cref="Architecture.OutputNames"/>.</returns>
    IReadOnlyList<Tensor> Forward(Tensor images);

    /// <summary>Runs the network on a batch and compares its outputs with the labels.</summary>
    /// <param name="batch">Images and labels.</param>
    /// <param name="outputs">The outputs, as <see cref="Forward"/> gives them.</param>
    /// <returns>One loss for each head that the batch labels.</returns>
    IReadOnlyList<TaskLoss> ComputeLosses(Data.Batch batch, out IReadOnlyList<Tensor> outputs);
}
