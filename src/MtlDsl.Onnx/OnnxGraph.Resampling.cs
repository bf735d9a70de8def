using MtlDsl.Vision;

namespace MtlDsl.Onnx;

public sealed partial class OnnxGraph
{
    // Up to here enlarging a map as products of matrices takes less time in ONNX Runtime than its Resize.
    private const int WidestProduct = 48;

    /// <summary>
    /// Bilinear resampling about the pixels' centres: PyTorch's <c>interpolate(mode: bilinear, align_corners: false)</c>. For a reader whose Resize
    /// does not know centres, products with a matrix for the rows and one for the columns: as exact, at the borders and for every ratio of sizes.
    /// </summary>
    /// <param name="x">A map.</param>
    /// <param name="height">New height.</param>
    /// <param name="width">New width.</param>
    /// <exception cref="ArgumentException">A size is not positive.</exception>
    public Value ResizeBilinear(Value x, int height, int width)
    {
        var layer = $"{x.Name}.resize";
        OwnMap(x, layer);
        if (height < 1 || width < 1)
            throw new ArgumentException($"{layer}: {height}x{width} is no size to resample to; both must be positive.", nameof(height));

        if ((height, width) == (x.Height, x.Width))
            return x;

        // For small maps ONNX Runtime multiplies faster than it resamples; a multiplication's time grows with the map's width.
        if (!options.Reader.HalfPixelResize || (options.Reader.TensorRT is null && x.Width <= WidestProduct))
            return Combine(layer, x, "bilinear", height, width, Bilinear);

        // By scales and not by sizes: sizes would fix the batch. roi is read by another mode only, but before opset 13 it must be there.
        var roi = options.Opset >= 13 ? "" : constants.Add("resize.roi", [0], ReadOnlySpan<float>.Empty);
        var scales = constants.Add(
            $"resize.{height}of{x.Height}x{width}of{x.Width}", [4], [1, 1, ScaleTo(height, x.Height), ScaleTo(width, x.Width)]);
        var node = Node(
            "Resize", layer, [x.Name!, roi, scales],
            Attributes.String("coordinate_transformation_mode", "half_pixel"),
            Attributes.String("mode", "linear"));
        return Map(node, x.Channels, height, width);
    }

    /// <summary>A map whose every row is a sum of rows, every column a sum of columns: one matrix of shares for each, of new size x old size.</summary>
    private Value Combine(string layer, Value x, string kind, int height, int width, Func<int, int, float[]> shares)
    {
        var lines = x.Name!;
        if (height != x.Height)
            lines = Node("MatMul", width == x.Width ? layer : $"{layer}.rows", [constants.Add($"{kind}.{height}of{x.Height}", [height, x.Height], shares(height, x.Height)), lines]);
        if (width != x.Width)
            lines = Node("MatMul", layer, [lines, constants.Add($"{kind}.{width}of{x.Width}.transposed", [x.Width, width], Transposed(shares(width, x.Width), width))]);
        return Map(lines, x.Channels, height, width);
    }

    /// <summary>A row for each cell of the new side: the shares of the one or two old cells that it lies between.</summary>
    private static float[] Bilinear(int size, int from)
    {
        var shares = new float[size * from];
        var axis = new BilinearAxis(size, from);
        for (var cell = 0; cell < size; cell++)
        {
            var (low, high, weight) = axis[cell];
            shares[cell * from + low] += 1 - weight;
            shares[cell * from + high] += weight;
        }

        return shares;
    }

    /// <summary>A row for each part of a side: what each cell adds to its mean. Part i of n is from floor(i s / n) to before ceil((i + 1) s / n).</summary>
    private static float[] Means(int parts, int size)
    {
        var means = new float[parts * size];
        for (var part = 0; part < parts; part++)
        {
            var (from, to) = (part * size / parts, ((part + 1) * size + parts - 1) / parts);
            means.AsSpan(part * size + from, to - from).Fill(1f / (to - from));
        }

        return means;
    }

    private static float[] Transposed(float[] matrix, int rows)
    {
        var columns = matrix.Length / rows;
        var transposed = new float[matrix.Length];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                transposed[column * rows + row] = matrix[row * columns + column];
        return transposed;
    }

    /// <summary>The smallest float that is no less than the ratio: its product with the old size, rounded down, is the new size.</summary>
    private static float ScaleTo(int size, int from)
    {
        var scale = (float)((double)size / from);
        return (double)scale * from >= size ? scale : MathF.BitIncrement(scale);
    }
}
