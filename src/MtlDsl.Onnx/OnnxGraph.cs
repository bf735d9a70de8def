using System.Runtime.InteropServices;
using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>
/// Writes a network layer by layer as an ONNX graph. Each layer knows its shape: a wrong use is an <see cref="ArgumentException"/> that
/// names the layer, not a file that a runtime refuses. What is written stays within what the TensorRT of every Jetson reads: static
/// shapes beside the batch, float values, and primitives in place of operators that one of them lacks.
/// </summary>
/// <remarks>Nodes are named after their weights ("trunk.layer1.0.conv1"), those without weights after their input ("... .relu").</remarks>
public sealed partial class OnnxGraph
{
    private const string Producer = "MtlDsl";

    private readonly string name;
    private readonly IWeights weights;
    private readonly ExportOptions options;
    private readonly NameScope names = new();
    private readonly ConstantPool constants;
    private readonly List<NodeProto> nodes = [];
    private readonly List<(string Name, Value Value)> inputs = [];
    private readonly List<(string Name, Value Value)> outputs = [];

    /// <summary>Starts an empty graph.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="weights">Where its layers find their weights.</param>
    /// <param name="options">How to write it.</param>
    /// <exception cref="NotSupportedException">What is to read the file cannot take it in this form.</exception>
    public OnnxGraph(string name, IWeights weights, ExportOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Obstacle is { } obstacle)
            throw new NotSupportedException($"{name} cannot be written: {obstacle}");
        (this.name, this.weights, this.options) = (name, weights, options);
        constants = new ConstantPool(names);
    }

    /// <summary>Weights beyond this size do not fit one file: a protobuf message ends at 2 GB, and the graph takes some of it.</summary>
    internal long SizeLimit { get; init; } = int.MaxValue - (16 << 20);

    /// <summary>Adds an input, batch x channels x height x width.</summary>
    /// <exception cref="ArgumentException">The name is taken or a size is not positive.</exception>
    public Value Input(string name, int channels, int height, int width)
    {
        if (channels < 1 || height < 1 || width < 1)
            throw new ArgumentException($"Input '{name}' is {channels}x{height}x{width}; every size must be positive.", nameof(channels));
        if (string.IsNullOrWhiteSpace(name) || names.Contains(name))
            throw new ArgumentException($"'{name}' cannot name an input: it is empty or taken.", nameof(name));

        names.Unique(name);
        var value = new Value(this, TakesPixels ? names.Unique($"{name}.normalized") : name, channels, height, width);
        inputs.Add((name, value));
        return value;
    }

    /// <summary>Makes a value an output of the network; the order of the calls is the order of the outputs.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void Output(Value value, string name)
    {
        Own(value, $"output '{name}'");
        if (string.IsNullOrWhiteSpace(name) || names.Contains(name))
            throw new ArgumentException($"'{name}' cannot name an output: it is empty or taken.", nameof(name));

        outputs.Add((names.Unique(name), value));
    }

    /// <summary>The finished network: in the form that was asked for, without what no output needs.</summary>
    /// <param name="architecture">The network that was declared: it is held against the graph and described in the file.</param>
    /// <exception cref="InvalidOperationException">
    /// There is no input or output, they are not those of the architecture, a form needs the architecture, or the weights exceed the 2 GB of one
    /// file.
    /// </exception>
    /// <exception cref="NotSupportedException">A layer is written with an operator that the reader does not know.</exception>
    public OnnxModel Build(Architecture? architecture = null)
    {
        if (inputs.Count == 0 || outputs.Count == 0)
            throw new InvalidOperationException($"{name} cannot be written: it has no {(inputs.Count == 0 ? "input" : "output")}.");
        if (architecture is not null)
            Compare(architecture);
        else if (options.Form != NetworkForm.Plain)
            throw new InvalidOperationException($"{name} cannot be written: what its outputs are, which the form asks for, only a declared network says.");

        var ports = architecture is null ? outputs : InForm(architecture);
        var preparation = TakesPixels ? Normalized(architecture!.Normalization) : [];
        var graph = GraphCleaning.Clean(
            [.. preparation, .. nodes], constants.Tensors, [.. inputs.Select(Describe)], [.. ports.Select(port => (port.Value.Name!, DescribeOutput(port)))]);
        graph.Name = name;
        Check(graph);

        var model = new ModelProto
        {
            IrVersion = options.IrVersion,
            ProducerName = Producer,
            ProducerVersion = Version,
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = options.Opset } },
        };
        if (architecture is null)
            return new OnnxModel(model);
        foreach (var (key, text) in (IEnumerable<(string, string)>)[.. NetworkMetadata.Of(architecture), .. options.Form.Properties, .. FileProperties()])
            model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = text });
        return OnnxModel.Signed(model);
    }

    private static string Version => typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3);

    private IEnumerable<(string Key, string Text)> FileProperties()
    {
        yield return (NetworkMetadata.Version, Version);
        yield return (NetworkMetadata.Reader, options.Reader.Runtime);
        if (options.Licence is { } licence)
            yield return (NetworkMetadata.Licence, licence);
    }

    /// <summary>Holds a finished graph against what its reader takes and what one file holds.</summary>
    private void Check(GraphProto graph)
    {
        var size = graph.Initializer.Sum(tensor => (long)tensor.RawData.Length);
        if (size > SizeLimit)
            throw new InvalidOperationException(
                $"{name} cannot be written: its weights take {size / 1e6:F0} MB and one ONNX file holds {SizeLimit / 1e6:F0} MB.");
        foreach (var node in graph.Node)
            if (!options.Reader.Reads(node.OpType))
                throw new NotSupportedException($"{name} cannot be written: {node.Name} is the operator {node.OpType}, which {options.Reader.Runtime} does not read.");
        foreach (var tensor in graph.Initializer)
            if (!options.Reader.Int64 && tensor.DataType == (int)TensorProto.Types.DataType.Int64
                && MemoryMarshal.Cast<byte, long>(tensor.RawData.Span).ContainsAnyExceptInRange(int.MinValue, int.MaxValue))
                throw new NotSupportedException($"{name} cannot be written: {tensor.Name} holds whole numbers beyond 32 bits, which {options.Reader.Runtime} does not read.");
    }

    private void Compare(Architecture architecture)
    {
        // What the layers are is held against the plain form; the other forms are made of it.
        Same("input", inputs, [NetworkSignature.Input(architecture, NetworkForm.Plain)]);
        Same("output", outputs, NetworkSignature.Outputs(architecture, NetworkForm.Plain));

        void Same(string kind, List<(string Name, Value Value)> found, IReadOnlyList<TensorSignature> declared)
        {
            if (!found.Select(f => f.Name).SequenceEqual(declared.Select(d => d.Name)))
                throw new InvalidOperationException(
                    $"{name} has the {kind}s {string.Join(", ", found.Select(f => f.Name))}; {architecture.Name} declares {string.Join(", ", declared.Select(d => d.Name))}.");
            foreach (var ((foundName, value), signature) in found.Zip(declared))
                if (!signature.Admits(value.Shape))
                    throw new InvalidOperationException($"The {kind} '{foundName}' of {name} is {value}; {architecture.Name} declares {signature}.");
        }
    }

    private ValueInfoProto Describe((string Name, Value Value) input) => TakesPixels
        ? Describe(input.Name, TensorProto.Types.DataType.Uint8, [input.Value.Height, input.Value.Width, input.Value.Channels])
        : Describe(input.Name, TensorProto.Types.DataType.Float, input.Value.Shape);

    private ValueInfoProto DescribeOutput((string Name, Value Value) output) => Describe(output.Name, TensorProto.Types.DataType.Float, output.Value.Shape);

    private ValueInfoProto Describe(string port, TensorProto.Types.DataType type, IReadOnlyList<int> sizes)
    {
        var shape = new TensorShapeProto
        {
            Dim = { options.Batch is { } batch ? new TensorShapeProto.Types.Dimension { DimValue = batch } : new() { DimParam = "N" } },
        };
        shape.Dim.AddRange(sizes.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto { Name = port, Type = new TypeProto { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }

    private void Own(Value value, string layer)
    {
        if (value.Graph != this)
            throw new ArgumentException($"{layer}: its input was not made by this graph ({name}).");
    }

    private void OwnMap(Value value, string layer)
    {
        Own(value, layer);
        if (!value.IsMap)
            throw new ArgumentException($"{layer}: its input '{value.Name}' is {value}; a map is needed.");
    }

    private ReadOnlySpan<float> Vector(string weight, int length)
    {
        var tensor = weights[weight];
        return tensor.Values.Length == length
            ? tensor.Values.Span
            : throw new ArgumentException($"{weight} is {tensor}; {length} values are needed.");
    }

    /// <summary>Adds a node with one output, both of one name: the one wished for or, where that is taken, the next free one.</summary>
    private string Node(string type, string wish, IEnumerable<string> nodeInputs, params IEnumerable<AttributeProto> attributes)
    {
        var unique = names.Unique(wish);
        var node = new NodeProto { OpType = type, Name = unique };
        node.Input.AddRange(nodeInputs);
        node.Output.Add(unique);
        node.Attribute.AddRange(attributes);
        nodes.Add(node);
        return unique;
    }

    private Value Map(string node, int channels, int height, int width) => new(this, node, channels, height, width);

    private Value Like(Value shape, string node) => new(this, node, shape.Channels, shape.Height, shape.Width);
}
