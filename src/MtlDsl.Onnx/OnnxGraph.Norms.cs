namespace MtlDsl.Onnx;

public sealed partial class OnnxGraph
{
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

    /// <summary>Divides by the length along the first axis beside the batch.</summary>
    private string Unit(Value x, string layer)
    {
        var length = Node("ReduceL2", $"{layer}.length", [x.Name!], Attributes.Ints("axes", 1), Attributes.Int("keepdims", 1));
        var bounded = Node("Max", $"{layer}.bounded", [length, Scalar(1e-12f)]);
        return Node("Div", $"{layer}.unit", [x.Name!, bounded]);
    }

    private BatchNormWeights Norm(string norm, int channels) => new(
        Vector($"{norm}.weight", channels), Vector($"{norm}.bias", channels),
        Vector($"{norm}.running_mean", channels), Vector($"{norm}.running_var", channels));

    private static float[] Filled(int length, float value)
    {
        var values = new float[length];
        values.AsSpan().Fill(value);
        return values;
    }
}
