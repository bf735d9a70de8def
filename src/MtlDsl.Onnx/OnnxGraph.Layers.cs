using System.Globalization;
using MtlDsl.Onnx.Format;
using MtlDsl.Vision;

namespace MtlDsl.Onnx;

public sealed partial class OnnxGraph
{
    // Up to here enlarging a map as products of matrices takes less time in ONNX Runtime than its Resize.
    private const int WidestProduct = 48;

    /// <summary>
    /// A convolution, C x H x W to K x H' x W' with <c>H' = (H + 2 padding - dilation (kernel - 1) - 1) / stride + 1</c>, and the batch
    /// norm after it folded in.
    /// </summary>
    /// <param name="x">A map.</param>
    /// <param name="conv">Name of its weights: "{conv}.weight", K x C/groups x kernel x kernel, and "{conv}.bias" where there is one.</param>
    /// <param name="norm">Name of the batch norm after it: "{norm}.weight", ".bias", ".running_mean" and ".running_var"; null for none.</param>
    /// <param name="stride">Input cells between two output cells.</param>
    /// <param name="padding">Zeros added on every side.</param>
    /// <param name="dilation">Input cells between two taps of the kernel.</param>
    /// <param name="groups">Groups of channels that do not see each other.</param>
    /// <param name="epsilon">What the norm adds to the variance.</param>
    /// <exception cref="ArgumentException">The weights do not fit the input, or nothing is left of the map.</exception>
    /// <exception cref="KeyNotFoundException">A weight is missing.</exception>
    public Value Conv(
        Value x, string conv, string? norm = null, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, double epsilon = 1e-5)
    {
        OwnMap(x, conv);
        if (groups < 1)
            throw new ArgumentException($"{conv}: {groups} groups; there must be at least one.", nameof(groups));

        var weight = weights[$"{conv}.weight"];
        if (weight.Shape is not [> 0, > 0, > 0, > 0])
            throw new ArgumentException($"{conv}.weight is {weight}; a convolution takes outputs x inputs x height x width.", nameof(conv));
        if (weight.Shape[1] * groups != x.Channels || weight.Shape[0] % groups != 0)
            throw new ArgumentException(
                $"{conv}.weight is {weight}, which does not fit an input of {x.Channels} channels in {groups} group(s).", nameof(conv));

        var (channels, kernelHeight, kernelWidth) = ((int)weight.Shape[0], (int)weight.Shape[2], (int)weight.Shape[3]);
        var height = Slide(conv, x.Height, kernelHeight, stride, padding, dilation);
        var width = Slide(conv, x.Width, kernelWidth, stride, padding, dilation);

        var values = weight.Values.Span;
        var bias = weights.Contains($"{conv}.bias") ? Vector($"{conv}.bias", channels) : [];
        if (norm is not null)
        {
            var folded = BatchNormFolding.Fold(values, bias, Norm(norm, channels), epsilon);
            values = folded.Weight;
            bias = folded.Bias;
        }

        List<string> inputs = [x.Name!, constants.Add($"{conv}.weight", weight.Shape, values)];
        if (!bias.IsEmpty)
            inputs.Add(constants.Add($"{conv}.bias", [channels], bias));
        var node = Node(
            "Conv", conv, inputs,
            Attributes.Ints("dilations", dilation, dilation),
            Attributes.Int("group", groups),
            Attributes.Ints("kernel_shape", kernelHeight, kernelWidth),
            Attributes.Ints("pads", padding, padding, padding, padding),
            Attributes.Ints("strides", stride, stride));
        return Map(node, channels, height, width);
    }

    /// <summary>
    /// A transposed convolution, C x H x W to K x height x width: the whole result, <c>(H - 1) stride + kernel</c> cells high, without the
    /// first <c>(kernel - stride + 1) / 2</c> rows and columns, cut to a size at the other end. With a kernel of <c>2 stride - stride % 2</c>
    /// and a size of <c>stride H</c> it is PyTorch's with <c>padding = stride / 2</c>.
    /// </summary>
    /// <param name="x">A map.</param>
    /// <param name="conv">Name of its weights: "{conv}.weight", C x K/groups x kernel x kernel, and "{conv}.bias" where there is one.</param>
    /// <param name="stride">Output cells between two input cells.</param>
    /// <param name="height">Rows that are kept.</param>
    /// <param name="width">Columns that are kept.</param>
    /// <param name="groups">Groups of channels that do not see each other.</param>
    /// <exception cref="ArgumentException">The weights do not fit the input, or the result does not reach the size.</exception>
    /// <exception cref="KeyNotFoundException">A weight is missing.</exception>
    public Value ConvTranspose(Value x, string conv, int stride, int height, int width, int groups = 1)
    {
        OwnMap(x, conv);
        if (stride < 1 || groups < 1)
            throw new ArgumentException($"{conv}: stride {stride} and {groups} group(s); both must be positive.", nameof(stride));

        var weight = weights[$"{conv}.weight"];
        if (weight.Shape is not [> 0, > 0, > 0, > 0] || weight.Shape[2] != weight.Shape[3])
            throw new ArgumentException($"{conv}.weight is {weight}; a transposed convolution takes inputs x outputs x side x side.", nameof(conv));
        if (weight.Shape[0] != x.Channels || x.Channels % groups != 0)
            throw new ArgumentException(
                $"{conv}.weight is {weight}, which does not fit an input of {x.Channels} channels in {groups} group(s).", nameof(conv));

        var (channels, kernel) = ((int)weight.Shape[1] * groups, (int)weight.Shape[2]);
        if (kernel < stride)
            throw new ArgumentException($"{conv}: a kernel of {kernel} leaves gaps at stride {stride}.", nameof(stride));
        var begin = (kernel - stride + 1) / 2;
        var (bottom, right) = (Rest(x.Height, height), Rest(x.Width, width));

        List<string> inputs = [x.Name!, constants.Add($"{conv}.weight", weight.Shape, weight.Values.Span)];
        if (weights.Contains($"{conv}.bias"))
            inputs.Add(constants.Add($"{conv}.bias", [channels], Vector($"{conv}.bias", channels)));
        var node = Node(
            "ConvTranspose", conv, inputs,
            Attributes.Ints("dilations", 1, 1),
            Attributes.Int("group", groups),
            Attributes.Ints("kernel_shape", kernel, kernel),
            Attributes.Ints("pads", begin, begin, bottom, right),
            Attributes.Ints("strides", stride, stride));
        return Map(node, channels, height, width);

        int Rest(int size, int kept)
        {
            var reached = (size - 1) * stride + kernel - begin;
            return kept >= 1 && kept <= reached
                ? reached - kept
                : throw new ArgumentException($"{conv}: a side of {size} at stride {stride} gives 1 to {reached} cells, not {kept}.");
        }
    }

    /// <summary>A linear layer: <c>weight x + bias</c>, a vector.</summary>
    /// <param name="x">A vector, or a map of one cell.</param>
    /// <param name="linear">Name of its weights: "{linear}.weight", outputs x inputs, and "{linear}.bias" where there is one.</param>
    /// <exception cref="ArgumentException">The input is neither a vector nor one cell, or the weights do not fit it.</exception>
    /// <exception cref="KeyNotFoundException">A weight is missing.</exception>
    public Value Linear(Value x, string linear)
    {
        Own(x, linear);
        if (!x.IsVector && x is not { IsMap: true, Height: 1, Width: 1 })
            throw new ArgumentException($"{linear}: its input '{x.Name}' is {x}; a vector or a map of one cell is needed.", nameof(x));

        var length = x.IsMap ? x.Channels : x.Width;
        var weight = weights[$"{linear}.weight"];
        if (weight.Shape is not [> 0, > 0] || weight.Shape[1] != length)
            throw new ArgumentException($"{linear}.weight is {weight}, which does not fit an input of {length} values; it takes outputs x inputs.", nameof(linear));

        var outputs = (int)weight.Shape[0];
        var vector = x.IsMap ? Node("Flatten", $"{x.Name}.flatten", [x.Name!], Attributes.Int("axis", 1)) : x.Name!;
        List<string> inputs = [vector, constants.Add($"{linear}.weight", weight.Shape, weight.Values.Span)];
        if (weights.Contains($"{linear}.bias"))
            inputs.Add(constants.Add($"{linear}.bias", [outputs], Vector($"{linear}.bias", outputs)));
        return new Value(this, Node("Gemm", linear, inputs, Attributes.Int("transB", 1)), outputs);
    }

    /// <summary>A batch norm in inference, as a node of its own: for where no convolution stands before it.</summary>
    /// <param name="x">A map.</param>
    /// <param name="norm">Name of its weights: "{norm}.weight", ".bias", ".running_mean" and ".running_var".</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="ArgumentException">The weights do not fit the input.</exception>
    /// <exception cref="KeyNotFoundException">A weight is missing.</exception>
    public Value BatchNorm(Value x, string norm, double epsilon = 1e-5)
    {
        OwnMap(x, norm);
        var values = Norm(norm, x.Channels);
        long[] shape = [x.Channels];
        var node = Node(
            "BatchNormalization", norm,
            [
                x.Name!,
                constants.Add($"{norm}.weight", shape, values.Weight),
                constants.Add($"{norm}.bias", shape, values.Bias),
                constants.Add($"{norm}.running_mean", shape, values.Mean),
                constants.Add($"{norm}.running_var", shape, values.Variance),
            ],
            Attributes.Float("epsilon", (float)epsilon));
        return Like(x, node);
    }

    /// <summary>
    /// Group normalisation: each group of channels less its mean, over its deviation, then a scale and a bias a channel. As the
    /// normalisation of instances, whose channels the groups are: GroupNormalization itself came with opset 18.
    /// </summary>
    /// <param name="x">A map.</param>
    /// <param name="norm">Name of its weights: "{norm}.weight" and "{norm}.bias", one value a channel.</param>
    /// <param name="groups">Groups of channels.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels, or the weights do not fit the input.</exception>
    /// <exception cref="KeyNotFoundException">A weight is missing.</exception>
    public Value GroupNorm(Value x, string norm, int groups, double epsilon = 1e-5)
    {
        OwnMap(x, norm);
        if (groups < 1 || x.Channels % groups != 0)
            throw new ArgumentException($"{norm}: {x.Channels} channels cannot be cut into {groups} groups.", nameof(groups));

        // A zero copies the batch, fixed or open.
        var apart = Node(
            "Reshape", $"{norm}.groups", [x.Name!, constants.Add($"{norm}.groups.shape", [0, groups, x.Channels / groups * x.Height, x.Width])]);
        var normalized = Node(
            "InstanceNormalization", norm,
            [
                apart,
                constants.Add($"{norm}.ones", [groups], Filled(groups, 1)),
                constants.Add($"{norm}.zeros", [groups], Filled(groups, 0)),
            ],
            Attributes.Float("epsilon", (float)epsilon));
        var together = Node("Reshape", $"{norm}.channels", [normalized, constants.Add($"{norm}.channels.shape", [0, x.Channels, x.Height, x.Width])]);
        long[] shape = [x.Channels, 1, 1];
        var scaled = Node("Mul", $"{norm}.scaled", [together, constants.Add($"{norm}.weight", shape, Vector($"{norm}.weight", x.Channels))]);
        return Like(x, Node("Add", $"{norm}.shifted", [scaled, constants.Add($"{norm}.bias", shape, Vector($"{norm}.bias", x.Channels))]));
    }

    /// <summary>max(x, 0).</summary>
    public Value Relu(Value x) => Pointwise("Relu", "relu", x);

    /// <summary>min(max(x, 0), 6).</summary>
    public Value Relu6(Value x) => Pointwise("Clip", "relu6", x, [Scalar(0), Scalar(6)]);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public Value Sigmoid(Value x) => Pointwise("Sigmoid", "sigmoid", x);

    /// <summary>min(max(x / 6 + 1/2, 0), 1), as PyTorch has it; ONNX's own defaults are others.</summary>
    public Value HardSigmoid(Value x)
    {
        Own(x, $"{x.Name}.hardsigmoid");
        return Like(x, HardSigmoidNode(x));
    }

    /// <summary>x * min(max(x / 6 + 1/2, 0), 1), as HardSigmoid and Mul: HardSwish itself came with opset 14.</summary>
    public Value HardSwish(Value x)
    {
        var layer = $"{x.Name}.hardswish";
        Own(x, layer);
        return Like(x, Node("Mul", layer, [x.Name!, HardSigmoidNode(x)]));
    }

    /// <summary>x * sigmoid(x).</summary>
    public Value SiLU(Value x)
    {
        var gate = Sigmoid(x);
        return Like(x, Node("Mul", $"{x.Name}.silu", [x.Name!, gate.Name!]));
    }

    /// <summary>The sum of two values of one shape.</summary>
    /// <exception cref="ArgumentException">Their shapes differ.</exception>
    public Value Add(Value a, Value b)
    {
        var layer = $"{a.Name}.add";
        Own(a, layer);
        Own(b, layer);
        if ((a.Channels, a.Height, a.Width) != (b.Channels, b.Height, b.Width))
            throw new ArgumentException($"{layer}: {a} and {b} ('{b.Name}') cannot be added; their shapes must be the same.", nameof(b));
        return Like(a, Node("Add", layer, [a.Name!, b.Name!]));
    }

    /// <summary>The product of a map with one of its shape, or with one cell: then each channel is weighed by a value.</summary>
    /// <exception cref="ArgumentException">The shapes are others.</exception>
    public Value Multiply(Value x, Value factor)
    {
        var layer = $"{x.Name}.multiply";
        OwnMap(x, layer);
        OwnMap(factor, layer);
        if (factor.Channels != x.Channels || ((factor.Height, factor.Width) != (x.Height, x.Width) && (factor.Height, factor.Width) != (1, 1)))
            throw new ArgumentException($"{layer}: {x} cannot be multiplied by {factor} ('{factor.Name}'); it takes {x} or {x.Channels}x1x1.", nameof(factor));
        return Like(x, Node("Mul", layer, [x.Name!, factor.Name!]));
    }

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

    /// <summary>
    /// Every cell's vector divided by its length, at least 1e-12, times a learnt scale a channel (ParseNet; SSD's conv4_3). From
    /// primitives: not every TensorRT has LpNormalization.
    /// </summary>
    /// <param name="x">A map.</param>
    /// <param name="scale">Name of the scales, one a channel.</param>
    /// <exception cref="ArgumentException">There is not one scale a channel.</exception>
    /// <exception cref="KeyNotFoundException">There are no scales of that name.</exception>
    public Value L2Norm(Value x, string scale)
    {
        OwnMap(x, scale);
        var factor = constants.Add(scale, [x.Channels, 1, 1], Vector(scale, x.Channels));
        return Like(x, Node("Mul", $"{scale}.scaled", [Unit(x, scale), factor]));
    }

    /// <summary>A vector divided by its length, at least 1e-12.</summary>
    /// <exception cref="ArgumentException">It is no vector.</exception>
    public Value UnitLength(Value vector)
    {
        var layer = $"{vector.Name}.normalized";
        Own(vector, layer);
        return vector.IsVector
            ? Like(vector, Unit(vector, vector.Name!))
            : throw new ArgumentException($"{layer}: its input '{vector.Name}' is {vector}; a vector is needed.", nameof(vector));
    }

    /// <summary>
    /// The cells of a map as rows: N x (k width) x H x W to N x (H W k) x width. Row by row, cell by cell, then the k rows of a cell: the
    /// order of default boxes.
    /// </summary>
    /// <param name="map">A map.</param>
    /// <param name="width">Values a row.</param>
    /// <exception cref="ArgumentException">The channels are no multiple of the width.</exception>
    public Value Rows(Value map, int width)
    {
        var layer = $"{map.Name}.rows";
        OwnMap(map, layer);
        if (width < 1 || map.Channels % width != 0)
            throw new ArgumentException($"{layer}: {map.Channels} channels cannot be cut into rows of {width}.", nameof(width));

        var rows = map.Height * map.Width * (map.Channels / width);
        var last = Node("Transpose", $"{map.Name}.transpose", [map.Name!], Attributes.Ints("perm", 0, 2, 3, 1));
        // A zero copies the batch, fixed or open.
        var shape = constants.Add($"shape.{rows}x{width}", [0, rows, width]);
        return new Value(this, Node("Reshape", layer, [last, shape]), rows, width);
    }

    /// <summary>Values one after the other: rows of one width, or the channels of maps of one size.</summary>
    /// <exception cref="ArgumentException">There are none, or they do not line up.</exception>
    public Value Concat(params ReadOnlySpan<Value> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("concat: there is nothing to put together.", nameof(values));

        var first = values[0];
        var layer = $"{first.Name}.concat";
        var (inputs, total) = (new List<string>(), 0);
        foreach (var value in values)
        {
            Own(value, layer);
            if (value.IsVector || value.IsMap != first.IsMap || value.Width != first.Width || (value.IsMap && value.Height != first.Height))
                throw new ArgumentException($"{layer}: {value} ('{value.Name}') does not line up with {first}.", nameof(values));
            inputs.Add(value.Name!);
            total += value.IsMap ? value.Channels : value.Height;
        }

        var node = Node("Concat", layer, inputs, Attributes.Int("axis", 1));
        return first.IsMap ? Map(node, total, first.Height, first.Width) : new Value(this, node, total, first.Width);
    }

    /// <summary>Divides by the length along the first axis beside the batch.</summary>
    private string Unit(Value x, string layer)
    {
        var length = Node("ReduceL2", $"{layer}.length", [x.Name!], Attributes.Ints("axes", 1), Attributes.Int("keepdims", 1));
        var bounded = Node("Max", $"{layer}.bounded", [length, Scalar(1e-12f)]);
        return Node("Div", $"{layer}.unit", [x.Name!, bounded]);
    }

    private Value Pointwise(string type, string suffix, Value x, params ReadOnlySpan<string> more)
    {
        var layer = $"{x.Name}.{suffix}";
        Own(x, layer);
        return Like(x, Node(type, layer, [x.Name!, .. more]));
    }

    private string HardSigmoidNode(Value x) =>
        Node("HardSigmoid", $"{x.Name}.hardsigmoid", [x.Name!], Attributes.Float("alpha", 1f / 6), Attributes.Float("beta", 0.5f));

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

    private static float[] Filled(int length, float value)
    {
        var values = new float[length];
        values.AsSpan().Fill(value);
        return values;
    }

    /// <summary>How often a kernel fits into a side.</summary>
    private static int Slide(string layer, int size, int kernel, int stride, int padding, int dilation)
    {
        if (kernel < 1 || stride < 1 || dilation < 1 || padding < 0)
            throw new ArgumentException(
                $"{layer}: kernel {kernel}, stride {stride}, dilation {dilation} and padding {padding} do not go together; "
                + "the first three must be positive and the last not negative.");
        var room = size + 2 * padding - dilation * (kernel - 1) - 1;
        return room >= 0
            ? room / stride + 1
            : throw new ArgumentException(
                $"{layer}: nothing is left of a side of {size} under kernel {kernel}, dilation {dilation} and padding {padding}.");
    }

    /// <summary>The smallest float that is no less than the ratio: its product with the old size, rounded down, is the new size.</summary>
    private static float ScaleTo(int size, int from)
    {
        var scale = (float)((double)size / from);
        return (double)scale * from >= size ? scale : MathF.BitIncrement(scale);
    }

    private string Scalar(float value) => constants.Add($"constant.{value.ToString(CultureInfo.InvariantCulture)}", [], [value]);

    private ReadOnlySpan<float> Vector(string weight, int length)
    {
        var tensor = weights[weight];
        return tensor.Values.Length == length
            ? tensor.Values.Span
            : throw new ArgumentException($"{weight} is {tensor}; {length} values are needed.");
    }

    private BatchNormWeights Norm(string norm, int channels) => new(
        Vector($"{norm}.weight", channels), Vector($"{norm}.bias", channels),
        Vector($"{norm}.running_mean", channels), Vector($"{norm}.running_var", channels));

    private void OwnMap(Value value, string layer)
    {
        Own(value, layer);
        if (!value.IsMap)
            throw new ArgumentException($"{layer}: its input '{value.Name}' is {value}; a map is needed.");
    }
}
