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
    public OnnxGraph(string name, IWeights weights, ExportOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(options);
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

        var value = new Value(this, names.Unique(name), channels, height, width);
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

        // The name of a value is that of the node that makes it, so the name of an output is a node of its own; runtimes drop it.
        outputs.Add((name, Like(value, Node("Identity", name, [value.Name!]))));
    }

    /// <summary>The finished network.</summary>
    /// <param name="architecture">The network that was declared: it is held against the graph and described in the file.</param>
    /// <exception cref="InvalidOperationException">
    /// There is no input or output, they are not those of the architecture, or the weights exceed the 2 GB of one file.
    /// </exception>
    public OnnxModel Build(Architecture? architecture = null)
    {
        if (inputs.Count == 0 || outputs.Count == 0)
            throw new InvalidOperationException($"{name} cannot be written: it has no {(inputs.Count == 0 ? "input" : "output")}.");
        if (constants.Size > SizeLimit)
            throw new InvalidOperationException(
                $"{name} cannot be written: its weights take {constants.Size / 1e6:F0} MB and one ONNX file holds {SizeLimit / 1e6:F0} MB.");

        var graph = new GraphProto { Name = name };
        graph.Node.AddRange(nodes);
        graph.Initializer.AddRange(constants.Tensors);
        graph.Input.AddRange(inputs.Select(Describe));
        graph.Output.AddRange(outputs.Select(Describe));

        var model = new ModelProto
        {
            IrVersion = options.IrVersion,
            ProducerName = Producer,
            ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3),
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = options.Opset } },
        };
        if (architecture is not null)
        {
            Compare(architecture);
            foreach (var (key, text) in NetworkMetadata.Of(architecture))
                model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = text });
        }

        return new OnnxModel(model);
    }

    private void Compare(Architecture architecture)
    {
        Same("input", inputs, [NetworkSignature.Input(architecture)]);
        Same("output", outputs, NetworkSignature.Outputs(architecture));

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

    private ValueInfoProto Describe((string Name, Value Value) port)
    {
        var shape = new TensorShapeProto
        {
            Dim = { options.Batch is { } batch ? new TensorShapeProto.Types.Dimension { DimValue = batch } : new() { DimParam = "N" } },
        };
        shape.Dim.AddRange(port.Value.Shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto
        {
            Name = port.Name,
            Type = new TypeProto { TensorType = new() { ElemType = (int)TensorProto.Types.DataType.Float, Shape = shape } },
        };
    }

    private void Own(Value value, string layer)
    {
        if (value.Graph != this)
            throw new ArgumentException($"{layer}: its input was not made by this graph ({name}).");
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
