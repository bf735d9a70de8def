using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Models.Tests;

/// <summary>What the generator counts, against what stands in the files for boards as the ONNX package reads them.</summary>
[Collection("torch")]
public class CostTests
{
    [SkippableFact]
    public void Operators_and_activations_are_those_of_the_exported_network()
    {
        Python.Require("onnx");
        using var folder = new TemporaryFolder();
        using var small = new SmallAerial();
        using var voc = new VocMultitask();
        var board = ExportOptions.For(ExportLimits.JetPack61);
        SmallAerial.ToOnnx(new ModuleWeights(small), board).Save(folder["small.onnx"]);
        VocMultitask.ToOnnx(new ModuleWeights(voc), board).Save(folder["voc.onnx"]);

        var lines = Python.RunFile(Path.Combine(AppContext.BaseDirectory, "Fixtures", "count.py"), folder["small.onnx"], folder["voc.onnx"]).Trim().Split('\n');
        for (var (i, costs) = (0, (Cost[])[SmallAerial.Architecture.Cost, VocMultitask.Architecture.Cost]); i < costs.Length; i++)
            lines[i].ShouldStartWith($"{costs[i].Operators} {costs[i].Activations} ");
    }
}
