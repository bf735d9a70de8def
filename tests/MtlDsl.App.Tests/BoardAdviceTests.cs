using MtlDsl.App.Commands;
using MtlDsl.Onnx;

namespace MtlDsl.App.Tests;

/// <summary>What export says of how a board runs the file.</summary>
public class BoardAdviceTests
{
    [Fact]
    public void JetPack_4_runs_it_through_TensorRT() => BoardAdvice.Of(ExportLimits.JetPack461, Precision.Float32, "runs/Net/model.onnx").ShouldBe(
    [
        "On the board: /usr/src/tensorrt/bin/trtexec --onnx=model.onnx --fp16 --workspace=1024 --saveEngine=model.engine",
        "JetPack 4.6.1 has glibc 2.27, and the packages of ONNX Runtime want 2.28: there it runs through TensorRT, or with a library of your own (-p:OnnxRuntimeLibrary=FILE).",
    ]);

    [Fact]
    public void TensorRT_11_computes_in_what_the_file_holds()
    {
        BoardAdvice.Of(ExportLimits.JetPack722, Precision.Float32, "model.onnx").ShouldBe(
        [
            "On the board: /usr/src/tensorrt/bin/trtexec --onnx=model.onnx --memPoolSize=workspace:1024 --saveEngine=model.engine",
            "JetPack 7.2.2 computes in what the file holds: --precision Float16 or Int8 makes it fast there.",
        ]);
        BoardAdvice.Of(ExportLimits.JetPack722, Precision.Float16, "model.onnx").Count().ShouldBe(1);
    }

    [Fact]
    public void What_is_for_no_board_needs_none()
    {
        BoardAdvice.Of(ExportLimits.OnnxRuntime, Precision.Float32, "model.onnx").ShouldBeEmpty();
        BoardAdvice.Of(BoardProfile.Of(Board.TitanX).Export, Precision.Float32, "model.onnx").ShouldBeEmpty();
    }
}
