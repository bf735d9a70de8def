using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using static TorchSharp.torch;

namespace MtlDsl.Layers.Tests;

/// <summary>A layer of one's own is held to its declaration.</summary>
[Collection("torch")]
public sealed class CustomLayerTests
{
    [Fact]
    public void Another_shape_is_found_when_it_runs()
    {
        using var scope = NewDisposeScope();
        using var model = new BrokenShape();
        Should.Throw<InvalidOperationException>(() => ((IMultitaskModel)model).Forward(zeros(1, 3, 32, 40))).Message
            .ShouldBe("Halved gives 1x16x32x40 for 1x16x32x40; its [LayerShape] says 1x16x16x20.");
    }

    // The layer multiplies matrices of fixed size, on whose mistakes TorchSharp's matmul ends the process.
    [Fact]
    public void Another_input_is_found_before_the_layer_sees_it()
    {
        using var scope = NewDisposeScope();
        using var model = new MatrixLayer();
        Should.Throw<InvalidOperationException>(() => ((IMultitaskModel)model).Forward(zeros(1, 3, 32, 48))).Message
            .ShouldBe("Mixed gets 1x16x32x48, but is declared for Nx16x32x40: give the network images of its own size.");
        ((IMultitaskModel)model).Forward(zeros(2, 3, 32, 40))[0].shape.ShouldBe([2, 2, 32, 40]);
    }

    [Fact]
    public void Another_shape_is_found_when_it_is_exported()
    {
        using var model = new BrokenShape();
        Should.Throw<InvalidOperationException>(() => BrokenShape.ToOnnx(new ModuleWeights(model))).Message
            .ShouldBe("trunk.out.1: the ONNX form of Halved gives 16x32x40; its [LayerShape] says 16x16x20.");
    }

    [Fact]
    public void Other_weights_are_found_when_it_is_made() =>
        Should.Throw<InvalidOperationException>(() => new BrokenCount()).Message
            .ShouldBe("Weightless has 0 values in its parameters; Parameters of its [LayerShape] says 5.");

    [Fact]
    public void An_operator_that_is_too_new_is_refused()
    {
        using var model = new NewOperator();
        Should.Throw<InvalidOperationException>(() => NewOperator.ToOnnx(new ModuleWeights(model))).Message
            .ShouldBe("trunk.out.1 needs operator set 14; the export writes 11. Choose a newer one in ExportOptions.");
        NewOperator.ToOnnx(new ModuleWeights(model), new ExportOptions { Opset = 14 }).Opset.ShouldBe(14);
    }
}
