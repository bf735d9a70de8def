namespace MtlDsl.Onnx.Tests;

/// <summary>The command lines of trtexec, as the pages of TensorRT 7, 8, 10 and 11 have its options.</summary>
public class TrtexecTests
{
    [Theory]
    [InlineData("4.4", Precision.Float32, "--explicitBatch --fp16 --workspace=1024")]
    [InlineData("4.6.1", Precision.Float32, "--fp16 --workspace=1024")]
    [InlineData("4.6.1", Precision.Float16, "--fp16 --workspace=1024")]
    [InlineData("5.1", Precision.Int8, "--int8 --fp16 --memPoolSize=workspace:1024")]
    [InlineData("6.2", Precision.Float32, "--fp16 --memPoolSize=workspace:1024")]
    [InlineData("6.2", Precision.Float16, "--stronglyTyped --memPoolSize=workspace:1024")]
    [InlineData("7.1", Precision.Int8, "--int8 --fp16 --memPoolSize=workspace:1024")]
    [InlineData("7.2", Precision.Float32, "--stronglyTyped --memPoolSize=workspace:1024")]
    [InlineData("7.2.2", Precision.Float32, "--memPoolSize=workspace:1024")]
    [InlineData("7.2.2", Precision.Float16, "--memPoolSize=workspace:1024")]
    [InlineData("7.2.2", Precision.Int8, "--memPoolSize=workspace:1024")]
    public void Its_options_are_those_of_the_version(string jetPack, Precision precision, string options) =>
        Trtexec.Command(ExportLimits.JetPacks.Single(limits => limits.JetPack == jetPack), precision, "net.onnx")
            .ShouldBe($"trtexec --onnx=net.onnx {options} --saveEngine=net.engine");

    [Fact]
    public void What_is_no_TensorRT_has_none() =>
        Should.Throw<ArgumentException>(() => Trtexec.Command(ExportLimits.OnnxRuntime, Precision.Float32, "net.onnx")).Message.ShouldStartWith("ONNX Runtime is no TensorRT.");

    [Fact]
    public void The_page_of_the_runner_has_them()
    {
        var table = new System.Text.StringBuilder("| JetPack | TensorRT | a file in Float32 | in Float16 | in Int8 |\n| :--- | :--- | :--- | :--- | :--- |\n");
        foreach (var reader in ExportLimits.JetPacks)
            table.Append($"| {reader.JetPack} | {reader.Runtime.Replace("TensorRT ", "").Split(" (")[0]} | {Cell(reader, Precision.Float32)} | {Cell(reader, Precision.Float16)} | {Cell(reader, Precision.Int8)} |\n");
        GeneratedDocument.Hold("examples/JetsonRunner/README.md", "trtexec", table.ToString());

        // What differs; the rest is said once. Operator set 11 has no int8 for TensorRT.
        static string Cell(ExportLimits reader, Precision precision)
        {
            if (precision is Precision.Int8 && reader.NewestOpset < Quantization.PerChannelOpset)
                return "no";
            var options = Trtexec.Command(reader, precision, "model.onnx").Split(' ')[2..^1];
            return $"`{string.Join(' ', options)}`";
        }
    }
}
