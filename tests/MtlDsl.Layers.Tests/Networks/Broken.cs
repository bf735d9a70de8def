using MtlDsl.Onnx;
using static TorchSharp.torch;

namespace MtlDsl.Layers.Tests;

[Trunk]
public enum BrokenShapeTrunk
{
    [Conv(16), Layer<Halved>] Out,
}

[MultitaskModel<BrokenShapeTrunk>(Width = 40, Height = 32)]
public partial class BrokenShape
{
    [FcnHead(BrokenShapeTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum MatrixLayerTrunk
{
    [Conv(16), Layer<Mixed>] Out,
}

[MultitaskModel<MatrixLayerTrunk>(Width = 40, Height = 32)]
public partial class MatrixLayer
{
    [FcnHead(MatrixLayerTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum BrokenCountTrunk
{
    [Conv(16), Layer<Weightless>] Out,
}

[MultitaskModel<BrokenCountTrunk>(Width = 40, Height = 32)]
public partial class BrokenCount
{
    [FcnHead(BrokenCountTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

[Trunk]
public enum NewOperatorTrunk
{
    [Conv(16), Layer<Newer>] Out,
}

[MultitaskModel<NewOperatorTrunk>(Width = 40, Height = 32)]
public partial class NewOperator
{
    [FcnHead(NewOperatorTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

/// <summary>Says that it halves the map, and does not.</summary>
[LayerShape(Stride = 2)]
public sealed class Halved() : nn.Module<Tensor, Tensor>(nameof(Halved))
{
    public override Tensor forward(Tensor input) => input.relu();

    public static Value ToOnnx(OnnxGraph graph, string name, Value input) => graph.Relu(input);
}

/// <summary>Adds up each row's cells, as a product of matrices that fit rows of 40.</summary>
[LayerShape]
public sealed class Mixed() : nn.Module<Tensor, Tensor>(nameof(Mixed))
{
    public override Tensor forward(Tensor input) => input.matmul(ones(40, 40));

    public static Value ToOnnx(OnnxGraph graph, string name, Value input) => graph.Relu(input);
}

/// <summary>Says that it has weights, and has none.</summary>
[LayerShape(Parameters = [5])]
public sealed class Weightless() : nn.Module<Tensor, Tensor>(nameof(Weightless))
{
    public override Tensor forward(Tensor input) => input.relu();

    public static Value ToOnnx(OnnxGraph graph, string name, Value input) => graph.Relu(input);
}

/// <summary>HardSwish as an operator, which came with opset 14.</summary>
[LayerShape(Opset = 14)]
public sealed class Newer() : nn.Module<Tensor, Tensor>(nameof(Newer))
{
    public override Tensor forward(Tensor input) => input.hardswish();

    public static Value ToOnnx(OnnxGraph graph, string name, Value input) => graph.Operator("HardSwish", name, [input.Name!], input.Shape);
}
