using System.Text.Json;
using MtlDsl.Onnx;

namespace MtlDsl.App.Tests;

/// <summary>A trained network, exported in every precision and measured by the same command.</summary>
public sealed class PrecisionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();

    private string Run => folder["run"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_trained_network_keeps_its_accuracy()
    {
        (await program.Run("train", "--run", Run, "--iterations", "120", "--threads", "1")).ShouldBe(ExitCode.Success, program.Error);
        (await program.Run("export", "--run", Run, "--opset", "13")).ShouldBe(ExitCode.Success, program.Error);
        var exact = await Measure("model.onnx");
        exact.Surfaces.ShouldBeGreaterThan(0.5);

        (await program.Run("export", "--run", Run, "--precision", "Float16")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("5 layers in Float16");
        await Verify("model.float16.onnx", "Float16");
        Near(await Measure("model.float16.onnx"), 0.001);

        foreach (var calibrator in Enum.GetNames<Calibrator>())
        {
            (await program.Run("export", "--run", Run, "--precision", "Int8", "--calibrator", calibrator, "--calibration", "20"))
                .ShouldBe(ExitCode.Success, program.Error);
            program.Output.ShouldContain("opset 13; 5 layers in Int8");
            program.Output.ShouldMatch(@"seg_scores +\| +[\d.]+% +\| +[\d.]+%");
            Near(await Measure("model.int8.onnx"), 0.03);
            await Verify("model.int8.onnx", "Int8");
        }
        program.Output.ShouldContain("8 test images");
        await A_file_in_int8_that_is_of_other_weights_is_found_out();

        void Near((double Surfaces, double Objects) found, double tolerance)
        {
            found.Surfaces.ShouldBe(exact.Surfaces, tolerance);
            found.Objects.ShouldBe(exact.Objects, tolerance);
        }
    }

    [Fact]
    public async Task Options_that_do_not_fit_are_refused_and_unknown_layers_named()
    {
        (await program.Run("train", "--run", Run, "--iterations", "1", "--threads", "1")).ShouldBe(ExitCode.Success, program.Error);

        (await program.Run("export", "--run", Run, "--precision", "Int8", "--exclude", "trunk.conv2", "scores", "--batch", "3")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("3 layers in Int8");
        program.Output.ShouldContain("In Float32: trunk.conv2, scores");
        (await program.Run("export", "--run", Run, "--precision", "Int8", "--opset", "11", "--exclude", "trunk")).ShouldBe(ExitCode.Success, program.Error);
        program.Output.ShouldContain("In Float32: trunk.conv1, trunk.conv2");
        program.Output.ShouldContain("Operator set 11 has one scale a tensor");

        (await program.Run("export", "--run", Run, "--precision", "Int8", "--exclude", "trunk.conv3")).ShouldBe(ExitCode.Failure);
        program.Error.ShouldContain("TinyNetwork has no layer 'trunk.conv3'; the nearest names are 'trunk.conv1', 'trunk.conv2'");

        (await program.Run("export", "--run", Run, "--calibrator", "Entropy")).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("--calibrator has no meaning for --precision Float32");
        (await program.Run("export", "--run", Run, "--precision", "Float16", "--quantized-for", "TensorRT")).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("--quantized-for has no meaning for --precision Float16");
    }

    [Fact]
    public async Task Every_precision_is_written_in_every_form_for_every_board_that_reads_it()
    {
        (await program.Run("train", "--run", Run, "--iterations", "1", "--threads", "1")).ShouldBe(ExitCode.Success, program.Error);
        foreach (var precision in new[] { "Float16", "Int8" })
        {
            (await program.Run("export", "--run", Run, "--precision", precision, "--input", "Pixels", "--softmax", "--boxes")).ShouldBe(ExitCode.Success, program.Error);
            program.Output.ShouldMatch(@"mbox_loc +\| +[\d.]+% +\| +[\d.]+%");
            (await program.Run("export", "--run", Run, "--precision", precision, "--argmax", "--nms")).ShouldBe(ExitCode.Success, program.Error);
            (await program.Run("export", "--run", Run, "--precision", precision, "--board", "JetsonTX2")).ShouldBe(ExitCode.Success, program.Error);
            program.Output.Contains("JetsonTX2 has no int8 units").ShouldBe(precision == "Int8");
        }

        (await program.Run("export", "--run", Run, "--precision", "Float16", "--jetpack", "4.4")).ShouldBe(ExitCode.Success, program.Error);
        (await program.Run("export", "--run", Run, "--precision", "Int8", "--jetpack", "4.4")).ShouldBe(ExitCode.Usage);
        program.Error.ShouldContain("TensorRT 7.1 (JetPack 4.4) in operator set 11 reads no Int8");
    }

    private async Task A_file_in_int8_that_is_of_other_weights_is_found_out()
    {
        (await program.Run("train", "--run", folder["other"], "--iterations", "1", "--threads", "1")).ShouldBe(ExitCode.Success, program.Error);

        (await program.Run("verify", "--run", folder["other"], "--onnx", Path.Combine(Run, "model.int8.onnx"), "--random", "2")).ShouldBe(ExitCode.Failure);

        program.Output.ShouldContain("DIFFERS");
        program.Output.ShouldContain("its errors are more than rounding makes. Export it again");
    }

    private async Task Verify(string file, string precision)
    {
        (await program.Run("verify", "--run", Run, "--onnx", Path.Combine(Run, file), "--random", "2")).ShouldBe(ExitCode.Success, program.Error + program.Output);
        program.Output.ShouldContain($"The file is in {precision}, and its errors are those of rounding.");
        program.Output.ShouldNotContain("edges");
        program.Output.ShouldNotContain("first layer");
    }

    /// <summary>The score of each head.</summary>
    private async Task<(double Surfaces, double Objects)> Measure(string file)
    {
        var json = folder["measures.json"];
        (await program.Run("evaluate", "--onnx", Path.Combine(Run, file), "--json", json, "--threads", "1")).ShouldBe(ExitCode.Success, program.Error);
        using var measures = JsonDocument.Parse(File.ReadAllText(json));
        var heads = measures.RootElement.GetProperty("heads").EnumerateArray().Select(head => head.GetProperty("score").GetDouble()).ToList();
        return (heads[0], heads[1]);
    }
}
