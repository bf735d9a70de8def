using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What all transposed convolutions share: choosing among the output sizes that one input size can have.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    /// <exception cref="ArgumentException">The groups do not divide the channels, or the border is not of zeros.</exception>
    protected ConvolutionTranspose(
        string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation,
        bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null,
        ScalarType? dtype = null)
        : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype)
    {
        if (padding_mode != PaddingModes.Zeros)
            throw new ArgumentException($"{name}: only zeros can pad a transposed convolution, not {padding_mode}.", nameof(padding_mode));
    }

    public override Tensor forward(Tensor input) => forward(input, null);

    /// <param name="output_size">The wanted spatial sizes, when the stride leaves a choice.</param>
    public abstract Tensor forward(Tensor input, long[]? output_size);

    /// <summary>The rows and columns to add to the smallest possible output to get <paramref name="output_size"/>.</summary>
    /// <exception cref="ArgumentException">The size cannot come from this input.</exception>
    protected long[] _output_padding(
        Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
    {
        if (output_size is null) return output_padding;
        int spatial = (int)num_spatial_dims;
        long[] wanted = output_size[Math.Max(0, output_size.Length - spatial)..];
        long[] given = input.shape[^spatial..];
        if (wanted.Length != spatial)
            throw new ArgumentException($"{GetName()}: the output size needs {spatial} numbers, not [{string.Join(", ", output_size)}].", nameof(output_size));
        var added = new long[spatial];
        for (int i = 0; i < spatial; i++)
        {
            long smallest = (given[i] - 1) * stride[i] - 2 * padding[i] + dilation[i] * (kernel_size[i] - 1) + 1;
            added[i] = wanted[i] - smallest;
            if (added[i] < 0 || added[i] >= Math.Max(stride[i], dilation[i]))
            {
                throw new ArgumentException(
                    $"{GetName()}: an input of [{string.Join(", ", given)}] gives sizes from {smallest} to {smallest + Math.Max(stride[i], dilation[i]) - 1} in spatial dimension {i}, not {wanted[i]}.",
                    nameof(output_size));
            }
        }
        return added;
    }
}
