using System.Text.Json;
using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using static TorchSharp.torch;

namespace MtlDsl.Layers.Tests;

/// <summary>Every kind of layer against PyTorch, and its ONNX form against the layer.</summary>
[Collection("torch")]
public sealed class LayerTests(PyTorch pytorch) : IClassFixture<PyTorch>
{
    public static TheoryData<string> Cases { get; } = new(LayerCase.All.Select(c => c.Name));

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Outputs_gradients_and_statistics_are_those_of_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Load(name);
        using var expected = StateFile.Open(pytorch.Find("layers.py", $"{name}.results.pth"));

        model.Module.eval();
        using (no_grad())
            model.Forward(expected["image"].ToTensor()).Single().Values().ShouldBeClose(expected["output"].ReadFloats(), "output");

        model.Module.train(name != nameof(DroppedOut));
        var image = expected["image"].ToTensor().requires_grad_();
        (model.Forward(image).Single() * expected["weighting"].ToTensor()).mean().backward();
        image.grad!.Values().ShouldBeClose(expected["gradient.image"].ReadFloats(), "gradient of the image");
        foreach (var (parameter, value) in model.Module.named_parameters())
            value.grad!.Values().ShouldBeClose(expected[$"gradient.{parameter}"].ReadFloats(), $"gradient of {parameter}");
        foreach (var (statistic, value) in Statistics(model))
            value.Values().ShouldBeClose(expected[$"statistic.{statistic}"].ReadFloats(), statistic);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ONNX_Runtime_gives_what_the_module_gives(string name)
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        using var model = LayerCase.Get(name).Create();
        Disturb(model);
        model.Module.eval();
        foreach (var opset in new[] { 11, 13, 17 })
        {
            var path = folder[$"{name}-{opset}.onnx"];
            LayerCase.Get(name).Export(new ModuleWeights(model.Module), new ExportOptions { Opset = opset }).Save(path);
            using var session = NetworkSession.Load(path, model.Architecture);
            using var guard = no_grad();
            var image = randn(1, 3, 32, 40);
            session.Run(image.Values()).Single().ShouldBeClose(model.Forward(image).Single().Values(), $"opset {opset}");
        }
    }

    [SkippableFact]
    public void The_checker_accepts_every_form_and_a_boards_nodes_are_as_many_as_declared()
    {
        Python.Require("onnx");
        using var folder = new TemporaryFolder();
        foreach (var layer in LayerCase.All)
            using (var model = layer.Create())
            {
                layer.Export(new ModuleWeights(model.Module), null).Save(folder[$"{layer.Name} for ONNX Runtime.onnx"]);
                layer.Export(new ModuleWeights(model.Module), ExportOptions.For(ExportLimits.JetPack61)).Save(folder[$"{layer.Name}.onnx"]);
            }

        var counts = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, int>>>(Python.RunFile(PyTorch.Script("layers.py"), "check", folder.FullName))!;
        foreach (var layer in LayerCase.All)
            using (var model = layer.Create())
            {
                // Rectifiers are joined to what stands before them.
                var nodes = counts[layer.Name].Where(count => count.Key is not ("Relu" or "Clip")).Sum(count => count.Value);
                model.Architecture.Parts[0].Cost.Operators.ShouldBe(nodes, $"{layer.Name}: {string.Join(", ", counts[layer.Name])}");
            }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_declaration_knows_shapes_and_weights(string name)
    {
        using var scope = NewDisposeScope();
        using var model = LayerCase.Get(name).Create();
        var (architecture, module) = (model.Architecture, model.Module);
        module.parameters().Sum(p => p.numel()).ShouldBe(architecture.Parts.Sum(p => p.Cost.Parameters));
        Statistics(model).Sum(s => s.Value.numel()).ShouldBe(architecture.Parts.Sum(p => p.Cost.Statistics));

        module.eval();
        using var guard = no_grad();
        foreach (var (tap, map) in TrunkMaps.Of(model, randn(2, 3, 32, 40)))
            map.shape.ShouldBe([2, tap.Channels, tap.Height, tap.Width], tap.Name);
    }

    [Fact]
    public void Every_kind_of_layer_has_a_case() =>
        typeof(LayerAttribute).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
            .ShouldBe(LayerCase.All.SelectMany(c => c.Layers).Distinct(), ignoreOrder: true);

    [Fact]
    public void Dropout_drops_in_training_alone()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var model = new DroppedOut();
        var image = randn(2, 3, 32, 40);
        model.eval();
        ((IMultitaskModel)model).Forward(image).Single().Values().ShouldBe(((IMultitaskModel)model).Forward(image).Single().Values());
        model.train();
        var values = TrunkMaps.Of(model, image).Single(m => m.Tap.Member == "Out").Map.Values();
        // Half of a rectified map is zero by itself, and a quarter of the rest is dropped.
        (values.Count(v => v == 0) / (double)values.Length).ShouldBeInRange(0.5, 0.75);
    }

    [SkippableTheory]
    [InlineData(nameof(TransposedUpsampling))]
    [InlineData(nameof(LearntUpsampling))]
    public void Upsampling_starts_with_the_kernel_of_FCN(string name)
    {
        using var scope = NewDisposeScope();
        using var model = LayerCase.Get(name).Create();
        using var expected = StateFile.Open(pytorch.Find("layers.py", $"{name}.weights.pth"));
        foreach (var layer in new[] { "trunk.out.1.weight", "trunk.out.2.weight" })
            model.Module.state_dict()[layer].Values().ShouldBe(expected[layer].ReadFloats(), 1e-6);
        model.Module.named_parameters().Any(p => p.name == "trunk.out.1.weight").ShouldBe(name == nameof(LearntUpsampling));
    }

    private IMultitaskModel Load(string name)
    {
        var model = LayerCase.Get(name).Create();
        using var weights = StateFile.Open(pytorch.Find("layers.py", $"{name}.weights.pth"));
        StateDictLoader.Load(model.Module, weights);
        // The script and the module agree on every name.
        weights.Tensors.Keys.ShouldBe(model.Module.state_dict().Keys, ignoreOrder: true);
        return model;
    }

    private static IEnumerable<(string Name, Tensor Value)> Statistics(IMultitaskModel model) =>
        model.Module.named_buffers().Where(b => b.buffer.is_floating_point()).Select(b => (b.name, b.buffer));

    /// <summary>Weights and statistics that no layer begins with.</summary>
    private static void Disturb(IMultitaskModel model)
    {
        using var guard = no_grad();
        foreach (var (name, value) in model.Module.state_dict())
            if (value.is_floating_point())
                value.add_(name.EndsWith("running_var", StringComparison.Ordinal) ? rand_like(value) : randn_like(value) * 0.2);
    }
}
