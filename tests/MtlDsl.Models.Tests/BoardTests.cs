using System.Text.Json;
using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>Whole networks in the form that each board's runtime reads.</summary>
[Collection("torch")]
public sealed class BoardTests : IDisposable
{
    private static readonly Dictionary<string, (Func<IMultitaskModel> Create, Func<IWeights, ExportOptions?, OnnxModel> Export)> Networks = new()
    {
        [nameof(VocMultitask)] = (() => new VocMultitask(), VocMultitask.ToOnnx),
        [nameof(SmallAerial)] = (() => new SmallAerial(), SmallAerial.ToOnnx),
        [nameof(AirView)] = (() => new AirView(), AirView.ToOnnx),
        [nameof(MobileSegmentation)] = (() => new MobileSegmentation(), MobileSegmentation.ToOnnx),
        [nameof(FiveHeads)] = (() => new FiveHeads(), FiveHeads.ToOnnx),
    };

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Names { get; } = new(Networks.Keys);

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Every_node_is_one_that_the_board_reads(string network)
    {
        Python.Require("onnx");
        using var scope = NewDisposeScope();
        using var model = Filled(network);
        // Several runtimes read the same file.
        var cases = ExportLimits.JetPacks.SelectMany(reader => Forms(reader, model), (reader, form) => (
            Reader: reader, form.Name, File: folder[$"{form.Name} {form.Options.Opset} {reader.HalfPixelResize} {reader.ByteInput} {reader.NonMaxSuppression}.onnx"], form.Options)).ToList();
        foreach (var @case in cases.DistinctBy(c => c.File))
            Networks[network].Export(new ModuleWeights(model.Module), @case.Options).Save(@case.File);

        var graphs = JsonDocument.Parse(Python.RunFile(Path.Combine(AppContext.BaseDirectory, "Fixtures", "nodes.py"), [.. cases.Select(c => c.File).Distinct()])).RootElement;
        foreach (var (reader, form, file, _) in cases)
        {
            var graph = graphs.GetProperty(file);
            ReadingTable.Violations(reader.JetPack, graph).ShouldBeEmpty($"{reader.Runtime}, {form}");
            // Nothing is made in vain.
            graph.GetProperty("unread").EnumerateArray().ShouldBeEmpty($"{reader.Runtime}, {form}");
            // What could be computed at export is not left to the board.
            var constants = graph.GetProperty("initializers").EnumerateObject().Select(c => c.Name).ToHashSet();
            graph.GetProperty("nodes").EnumerateArray()
                .Where(node => node.GetProperty("inputs").EnumerateArray().All(input => input.GetString()!.Length == 0 || constants.Contains(input.GetString()!)))
                .ShouldBeEmpty($"{reader.Runtime}, {form}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ONNX_Runtime_gives_what_the_module_gives(string network)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var model = Filled(network);
        var (width, height) = (model.Architecture.Input.Width, model.Architecture.Input.Height);
        var image = Formula.Noise("image", 3 * width * height);
        var expected = model.Forward(tensor(image, 1, 3, height, width));
        // The operator set and the resampling are what differs between boards.
        foreach (var reader in ExportLimits.JetPacks.Append(ExportLimits.OnnxRuntime).DistinctBy(limits => (limits.NewestOpset, limits.HalfPixelResize, limits.TensorRT is null)))
        {
            using var session = NetworkSession.Load(Save(network, model, ExportOptions.For(reader), reader.JetPack), model.Architecture);
            var actual = session.Run(image);
            for (var i = 0; i < actual.Count; i++)
            {
                var values = expected[i].contiguous().data<float>().ToArray();
                (values.Zip(actual[i], (a, b) => Math.Abs(a - b)).Max() / values.Max(Math.Abs))
                    .ShouldBeLessThan(1e-4f, $"{model.Architecture.OutputNames.ElementAt(i)} for {reader.Runtime}");
            }
        }
    }

    [Fact]
    public void The_same_weights_give_the_same_bytes()
    {
        using var model = Filled(nameof(FiveHeads));
        foreach (var (form, options) in Forms(ExportLimits.JetPack722, model))
            FiveHeads.ToOnnx(new ModuleWeights(model.Module), options).ToArray().ShouldBe(FiveHeads.ToOnnx(new ModuleWeights(model.Module), options).ToArray(), form);
    }

    [Fact]
    public void Every_row_of_the_boards_is_held() =>
        ExportLimits.JetPacks.Select(limits => limits.JetPack).ShouldBe(["4.4", "4.6", "4.6.1", "5.1", "6.0", "6.1", "6.2", "7.0", "7.1", "7.2", "7.2.2"]);

    private static IEnumerable<(string Name, ExportOptions Options)> Forms(ExportLimits reader, IMultitaskModel model)
    {
        var options = ExportOptions.For(reader);
        yield return ("plain", options);
        var finished = new NetworkForm
        {
            Image = reader.ByteInput ? ImageForm.Pixels : ImageForm.Planes,
            ClassIndices = true,
            Corners = true,
            Suppression = reader.NonMaxSuppression ? new SuppressionForm() : null,
        };
        yield return ("finished", options with { Form = finished });
        // Two files of a network of 160 MB show what there is to see.
        if (model is VocMultitask)
            yield break;
        yield return ("decoded", options with { Form = new NetworkForm { Probabilities = true, Corners = true } });
        if (reader.OpenBatch)
            yield return ("open", options with { Form = finished, Batch = null });
    }

    private static IMultitaskModel Filled(string network)
    {
        var model = Networks[network].Create();
        Reference.Fill(model);
        model.Module.eval();
        return model;
    }

    private string Save(string network, IMultitaskModel model, ExportOptions options, string name)
    {
        var path = folder[$"{name}.onnx"];
        Networks[network].Export(new ModuleWeights(model.Module), options).Save(path);
        return path;
    }
}
