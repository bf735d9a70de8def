using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training.Layers;

/// <summary>
/// Enlarges a map by a transposed convolution of each channel with itself, which starts as bilinear interpolation (Long et al., "Fully
/// Convolutional Networks", 2015, section 3.3). N x C x h x w to N x C x height x width: factor times as large, cut at the bottom and
/// the right.
/// </summary>
public sealed class TransposedUpsample : nn.Module<Tensor, Tensor>
{
    private readonly Tensor weight;
    private readonly long factor;
    private readonly long height;
    private readonly long width;

    /// <summary>Makes the layer.</summary>
    /// <param name="channels">Channels of the map.</param>
    /// <param name="factor">How many times larger the map becomes.</param>
    /// <param name="height">Rows that are kept.</param>
    /// <param name="width">Columns that are kept.</param>
    /// <param name="learnt">Whether the kernel is a parameter; else it stays what it is, a buffer.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public TransposedUpsample(long channels, long factor, long height, long width, bool learnt) : base(nameof(TransposedUpsample))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (this.factor, this.height, this.width) = (factor, height, width);
        using var scope = NewDisposeScope();
        var kernel = BilinearKernel((int)factor).repeat(channels, 1, 1, 1);
        if (learnt)
        {
            var parameter = new Parameter(kernel);
            register_parameter("weight", parameter);
            weight = parameter;
        }
        else
        {
            register_buffer("weight", kernel);
            weight = kernel;
        }
        weight.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        // With kernel 2 f - f % 2 this much is cut from each side to leave factor times the map.
        var padding = factor / 2;
        var enlarged = nn.functional.conv_transpose2d(input, weight, strides: [factor, factor], padding: [padding, padding], groups: weight.shape[0]);
        if (enlarged.shape[2] < height || enlarged.shape[3] < width)
            throw new ArgumentException(
                $"A map of {input.shape[2]}x{input.shape[3]} cells, {factor} times enlarged, does not reach {height}x{width}.", nameof(input));
        return enlarged.narrow(2, 0, height).narrow(3, 0, width).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
    }

    /// <summary>1 x 1 x k x k with k = 2 f - f % 2: the weights with which linear interpolation by f spreads a cell.</summary>
    private static Tensor BilinearKernel(int factor)
    {
        var side = 2 * factor - factor % 2;
        var centre = (side - 1) / 2.0;
        var line = tensor(Enumerable.Range(0, side).Select(i => (float)(1 - Math.Abs(i - centre) / factor)).ToArray());
        return outer(line, line).view(1, 1, side, side);
    }
}
