using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training.Layers;

/// <summary>
/// Every cell's vector divided by its length, times a learnt scale a channel, so that maps of unlike magnitude can be read side by side
/// (Liu et al., "ParseNet", 2015; SSD's conv4_3). N x C x H x W to the same.
/// </summary>
public sealed class L2Norm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight;

    /// <summary>Makes the layer.</summary>
    /// <param name="channels">Channels of the map.</param>
    /// <param name="initial">The first value of every scale: the length that the vectors get.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel.</exception>
    public L2Norm(long channels, double initial) : base(nameof(L2Norm))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        weight = new Parameter(full(channels, (float)initial));
        weight.DetachFromDisposeScope();
        register_parameter("weight", weight);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return (nn.functional.normalize(input, dim: 1) * weight.view(1, -1, 1, 1)).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }
}
