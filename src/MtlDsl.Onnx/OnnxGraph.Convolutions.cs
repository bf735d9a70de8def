namespace MtlDsl.Onnx;

public sealed partial class OnnxGraph
{
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
}
