namespace MtlDsl.Onnx;

/// <content>What layers of one's own are written with.</content>
public sealed partial class OnnxGraph
{
    /// <summary>The operator set that is written.</summary>
    public int Opset => options.Opset;

    /// <summary>The weights of the network, by the names of its state dict.</summary>
    public IWeights Weights => weights;

    /// <summary>Adds an operator with one output.</summary>
    /// <param name="type">The operator, of ONNX's standard domain: "Conv".</param>
    /// <param name="name">What the node and its output are called; where the name is taken, it gets a number.</param>
    /// <param name="inputs">
    /// Names of its inputs: a value's <see cref="Value.Name"/>, or what <see cref="Constant(string, IReadOnlyList{long}, ReadOnlySpan{float})"/> gave; empty
    /// for one that is left out.
    /// </param>
    /// <param name="shape">Sizes of its output beside the batch: three for a map, two for rows, one for a vector.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <exception cref="ArgumentException">An input is not in the graph, or the sizes are not positive or more than three.</exception>
    public Value Operator(
        string type, string name, IReadOnlyList<string> inputs, IReadOnlyList<int> shape, params IEnumerable<OnnxAttribute> attributes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(type);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        foreach (var input in inputs)
            if (input.Length > 0 && !names.Contains(input))
                throw new ArgumentException($"{name}: its input '{input}' is not in the graph.", nameof(inputs));
        if (shape.Any(size => size < 1))
            throw new ArgumentException($"{name}: {string.Join('x', shape)} is no shape; every size must be positive.", nameof(shape));

        string Add() => Node(type, name, inputs, attributes.Select(attribute => attribute.Proto));
        return shape switch
        {
            [var channels, var height, var width] => new Value(this, Add(), channels, height, width),
            [var rows, var width] => new Value(this, Add(), rows, width),
            [var length] => new Value(this, Add(), length),
            _ => throw new ArgumentException($"{name}: {string.Join('x', shape)} has {shape.Count} sizes; a value has one, two or three.", nameof(shape)),
        };
    }

    /// <summary>Adds a constant.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="shape">Its sizes, outermost first.</param>
    /// <param name="values">Its values in row-major order.</param>
    /// <returns>The name to use as an input: the one wished for, or that of an equal constant.</returns>
    /// <exception cref="ArgumentException">The values do not fill the shape.</exception>
    public string Constant(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values) => values.Length == shape.Aggregate(1L, (a, b) => a * b)
        ? constants.Add(name, shape, values)
        : throw new ArgumentException($"{name}: {values.Length} values do not fill {string.Join('x', shape)}.", nameof(values));

    /// <summary>Adds whole numbers, as shapes and axes are given.</summary>
    /// <returns>The name to use as an input.</returns>
    public string Constant(string name, ReadOnlySpan<long> values) => constants.Add(name, values);

    /// <summary>Adds a layer of one's own and holds it to what its <see cref="LayerShapeAttribute"/> says.</summary>
    /// <param name="input">What it gets.</param>
    /// <param name="name">Name of the layer: what its weights' names begin with.</param>
    /// <param name="write">Its <c>ToOnnx</c>.</param>
    /// <param name="channels">Channels that it must give.</param>
    /// <param name="height">Height that it must give.</param>
    /// <param name="width">Width that it must give.</param>
    /// <param name="opset">The oldest operator set that it can be written in.</param>
    /// <exception cref="InvalidOperationException">It gives another shape, or needs a newer operator set.</exception>
    public Value Declared(
        Value input, string name, Func<OnnxGraph, string, Value, Value> write, int channels, int height, int width, int opset = ExportOptions.OldestOpset)
    {
        OwnMap(input, name);
        if (Opset < opset)
            throw new InvalidOperationException($"{name} needs operator set {opset}; the export writes {Opset}. Choose a newer one in ExportOptions.");

        var output = write(this, name, input);
        Own(output, name);
        return (output.Channels, output.Height, output.Width) == (channels, height, width)
            ? output
            : throw new InvalidOperationException(
                $"{name}: the ONNX form of {write.Method.DeclaringType?.Name} gives {output}; its [LayerShape] says {channels}x{height}x{width}.");
    }
}
