using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>The exported networks against the modules, in ONNX Runtime and in the ONNX checker.</summary>
[Collection("torch")]
public class OnnxTests
{
    public static TheoryData<string, int> Networks { get; } = new()
    {
        { "segmentation", 11 }, { "segmentation", 13 }, { "detection", 11 }, { "detection", 13 }, { "multitask", 11 }, { "multitask", 13 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void ONNX_Runtime_gives_what_the_module_gives(string network, int opset)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var model = Reference.Create(network);
        Reference.Fill(model);
        model.Module.eval();
        using var folder = new TemporaryFolder();
        using var session = NetworkSession.Load(Export(model, opset, folder), model.Architecture);

        var expected = model.Forward(Reference.Image);
        var actual = session.Run(Formula.Noise("image", 3 * 300 * 300));
        actual.Count.ShouldBe(expected.Count);
        for (var i = 0; i < actual.Count; i++)
        {
            var values = expected[i].contiguous().data<float>().ToArray();
            var largest = values.Max(v => Math.Abs(v));
            (values.Zip(actual[i], (a, b) => Math.Abs(a - b)).Max() / largest).ShouldBeLessThan(1e-4f, model.Architecture.OutputNames.ElementAt(i));
        }
    }

    [Fact]
    public void Outputs_carry_the_studys_names() =>
        VocMultitask.Architecture.OutputNames.ShouldBe(["seg_scores", "mbox_conf_out", "mbox_location_out"]);

    [SkippableTheory]
    [InlineData(11)]
    [InlineData(13)]
    public void The_checker_accepts_them(int opset)
    {
        Python.Require("onnx", "torch");
        using var folder = new TemporaryFolder();
        var files = new[] { "segmentation", "detection", "multitask" }.Select(network =>
        {
            using var model = Reference.Create(network);
            return Export(model, opset, folder);
        });
        Python.RunFile(Reference.Script, ["check", .. files]).ShouldContain($"opset {opset} ['seg_scores', 'mbox_conf_out', 'mbox_location_out']");
    }

    /// <summary>Writes a network to a file named after its class, and says where.</summary>
    private static string Export(IMultitaskModel model, int opset, TemporaryFolder folder)
    {
        var (weights, options) = (new ModuleWeights(model.Module), new ExportOptions { Opset = opset });
        var exported = model switch
        {
            VocMultitask => VocMultitask.ToOnnx(weights, options),
            VocMultitask.SegmentationOnly => VocMultitask.SegmentationOnly.ToOnnx(weights, options),
            _ => VocMultitask.DetectionOnly.ToOnnx(weights, options),
        };
        var path = folder[$"{model.GetType().Name}.onnx"];
        exported.Save(path);
        return path;
    }
}
