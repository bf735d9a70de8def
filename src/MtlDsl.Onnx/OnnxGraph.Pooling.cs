using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

public sealed partial class OnnxGraph
{
    /// <summary>The largest value of each window; sizes as those of a convolution, the padding is never the largest.</summary>
    /// <param name="x">A map.</param>
    /// <param name="kernel">Side of the window.</param>
    /// <param name="stride">Cells between two windows.</param>
    /// <param name="padding">Cells added on every side.</param>
    /// <param name="ceil">
    /// Whether a last window may reach beyond the map. It is written as padding at the end: not every TensorRT reads ONNX's ceil_mode.
    /// </param>
    /// <exception cref="ArgumentException">Nothing is left of the map, or the padding exceeds half of the kernel.</exception>
    public Value MaxPool(Value x, int kernel, int stride, int padding = 0, bool ceil = false) =>
        Pool("MaxPool", "maxpool", x, kernel, stride, padding, ceil);

    /// <summary>The mean of each window; sizes as those of a convolution, the padding counts as zeros (PyTorch's default).</summary>
    /// <exception cref="ArgumentException">Nothing is left of the map, or the padding exceeds half of the kernel.</exception>
    public Value AveragePool(Value x, int kernel, int stride, int padding = 0) =>
        Pool("AveragePool", "avgpool", x, kernel, stride, padding, ceil: false, Attributes.Int("count_include_pad", 1));

    /// <summary>
    /// Means over the parts of a grid, PyTorch's <c>adaptive_avg_pool2d</c>. Where all parts are alike it is a pooling; where not, a product
    /// with a matrix of means for the rows and one for the columns: ONNX has no operator for it.
    /// </summary>
    /// <param name="x">A map.</param>
    /// <param name="height">Rows of the grid.</param>
    /// <param name="width">Columns of the grid.</param>
    /// <exception cref="ArgumentException">A size is not positive.</exception>
    public Value AdaptiveAveragePool(Value x, int height, int width)
    {
        var layer = $"{x.Name}.adaptiveavgpool";
        OwnMap(x, layer);
        if (height < 1 || width < 1)
            throw new ArgumentException($"{layer}: {height}x{width} is no grid; both sizes must be positive.", nameof(height));

        if (x.Height % height == 0 && x.Width % width == 0)
        {
            long[] part = [x.Height / height, x.Width / width];
            var pool = Node(
                "AveragePool", layer, [x.Name!], Attributes.Ints("kernel_shape", part), Attributes.Ints("pads", 0, 0, 0, 0), Attributes.Ints("strides", part));
            return Map(pool, x.Channels, height, width);
        }

        return Combine(layer, x, "means", height, width, Means);
    }

    /// <summary>The mean of every channel, C x 1 x 1.</summary>
    public Value GlobalAveragePool(Value x)
    {
        var layer = $"{x.Name}.globalavgpool";
        OwnMap(x, layer);
        return Map(Node("GlobalAveragePool", layer, [x.Name!]), x.Channels, 1, 1);
    }

    private Value Pool(
        string type, string suffix, Value x, int kernel, int stride, int padding, bool ceil, params ReadOnlySpan<AttributeProto> more)
    {
        var layer = $"{x.Name}.{suffix}";
        OwnMap(x, layer);
        var (height, bottom) = Side(x.Height);
        var (width, right) = Side(x.Width);
        if (padding > kernel / 2)
            throw new ArgumentException($"{layer}: padding {padding} exceeds half of the kernel, {kernel}.", nameof(padding));

        var node = Node(
            type, layer, [x.Name!],
            [
                Attributes.Ints("kernel_shape", kernel, kernel),
                Attributes.Ints("pads", padding, padding, bottom, right),
                Attributes.Ints("strides", stride, stride),
                .. more,
            ]);
        return Map(node, x.Channels, height, width);

        // How many windows a side has, and the padding at its end.
        (int Windows, int End) Side(int size)
        {
            var windows = Slide(layer, size, kernel, stride, padding, dilation: 1);
            // A further window must start on the map or on the padding before it.
            return ceil && windows * stride < size + padding && (windows - 1) * stride + kernel < size + 2 * padding
                ? (windows + 1, windows * stride + kernel - size - padding)
                : (windows, padding);
        }
    }
}
