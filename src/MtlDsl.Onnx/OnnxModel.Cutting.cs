using Google.Protobuf;
using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <content>Networks that are read, looked at and cut.</content>
public sealed partial class OnnxModel
{
    /// <summary>The nodes, each after those that it reads.</summary>
    public IReadOnlyList<OnnxNode> Nodes =>
        [.. proto.Graph.Node.Select(node => new OnnxNode(node.Name, node.OpType, [.. node.Input], [.. node.Output]))];

    /// <summary>Names of the inputs, constants not among them.</summary>
    public IReadOnlyList<string> InputNames => [.. proto.Graph.Input.Select(input => input.Name).Except(ConstantNames)];

    /// <summary>Images a call, the first dimension of the first input; null where it is open.</summary>
    public int? Batch =>
        proto.Graph.Input.FirstOrDefault(input => InputNames.Contains(input.Name))?.Type?.TensorType?.Shape?.Dim is [{ DimValue: > 0 and var images }, ..] ? (int)images : null;

    /// <summary>Names of the constants: weights, shapes, factors.</summary>
    public IReadOnlyCollection<string> ConstantNames => [.. proto.Graph.Initializer.Select(tensor => tensor.Name)];

    /// <summary>Reads an .onnx file, whoever wrote it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX network.</exception>
    public static OnnxModel Load(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            var proto = ModelProto.Parser.ParseFrom(file);
            if (proto.Graph is { Node.Count: > 0 })
                return new OnnxModel(proto);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException($"'{path}' is not an ONNX network: {error.Message}", error);
        }
        throw new InvalidDataException($"'{path}' is not an ONNX network: it holds no graph.");
    }

    /// <summary>
    /// The part of the network that gives certain values: a network of its own, without what they do not need. What describes the whole
    /// network, the metadata, is left out.
    /// </summary>
    /// <param name="names">
    /// Outputs of nodes or of the network. Those that are no outputs yet are written without their type, which runtimes find out.
    /// </param>
    /// <exception cref="ArgumentException">There are none, or no node gives one of them.</exception>
    public OnnxModel WithOutputs(IReadOnlyList<string> names)
    {
        var whole = proto.Graph;
        var makers = whole.Node.SelectMany(node => node.Output.Select(output => (output, node))).Where(pair => pair.output.Length > 0)
            .ToDictionary(pair => pair.output, pair => pair.node, StringComparer.Ordinal);
        if (names.Count == 0)
            throw new ArgumentException($"A part of {whole.Name} must have an output.", nameof(names));
        if (names.FirstOrDefault(name => !makers.ContainsKey(name)) is { } unknown)
            throw new ArgumentException($"No node of {whole.Name} gives '{unknown}'.", nameof(names));

        var needed = new HashSet<string>(names, StringComparer.Ordinal);
        var kept = new List<NodeProto>();
        foreach (var node in whole.Node.Reverse())
            if (node.Output.Any(needed.Contains))
            {
                kept.Add(node);
                needed.UnionWith(node.Input);
            }

        kept.Reverse();
        var described = whole.Output.ToLookup(value => value.Name, StringComparer.Ordinal);
        var graph = new GraphProto { Name = whole.Name };
        graph.Node.AddRange(kept);
        graph.Initializer.AddRange(whole.Initializer.Where(tensor => needed.Contains(tensor.Name)));
        graph.Input.AddRange(whole.Input.Where(input => needed.Contains(input.Name)));
        graph.Output.AddRange(names.Select(name => described[name].FirstOrDefault() ?? new ValueInfoProto { Name = name }));
        return new OnnxModel(new ModelProto
        {
            IrVersion = proto.IrVersion,
            ProducerName = proto.ProducerName,
            ProducerVersion = proto.ProducerVersion,
            Graph = graph,
            OpsetImport = { proto.OpsetImport },
        });
    }
}
