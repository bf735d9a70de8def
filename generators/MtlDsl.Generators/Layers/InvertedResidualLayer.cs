using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[InvertedResidual]: parameters are named as in torchvision's <c>InvertedResidual</c>.</summary>
internal sealed record InvertedResidualLayer(Origin Origin, int Channels, int Expansion, int Blocks, int Stride) : Layer(Origin)
{
    public static InvertedResidualLayer Read(AttributeReader attribute) => new(
        attribute.Origin,
        attribute.Int("channels"),
        attribute.Int("Expansion", 6),
        attribute.Int("Blocks", 1),
        attribute.Int("Stride", 1));

    public override IEnumerable<Component> Build(int inputs)
    {
        for (var i = 0; i < Blocks; i++)
        {
            yield return Block(inputs, i == 0 ? Stride : 1);
            inputs = Channels;
        }
    }

    public override Fault? Check(int inputs) =>
        Fault.Positive(("channels", Channels), ("Expansion", Expansion), ("Blocks", Blocks), ("Stride", Stride));

    private ResidualBlock Block(int inputCount, int strideCount)
    {
        var (expanded, identity) = (Expansion != 1, strideCount == 1 && inputCount == Channels);
        var (inputs, hidden) = (new BlockArgument("inputs", inputCount), new BlockArgument("hidden", inputCount * Expansion));
        var (outputs, stride) = (new BlockArgument("outputs", Channels), new BlockArgument("stride", strideCount));
        var wide = expanded ? hidden : inputs;
        var convolutions = new List<Component>();
        if (expanded)
            convolutions.Add(Convolution(new Conv2d(inputs.Dim, hidden.Dim, 1)));
        convolutions.Add(Convolution(new Conv2d(wide.Dim, wide.Dim, 3, stride.Dim, groups: wide.Dim)));
        convolutions.Add(new Conv2d(wide.Dim, outputs.Dim, 1));
        convolutions.Add(new BatchNorm2d(outputs.Dim));
        return new(
            (expanded ? "" : "Unexpanded") + (identity ? "InvertedResidual" : "InvertedBottleneck"),
            $"{(expanded ? "1x1 expansion, " : "")}3x3 depthwise convolution, linear 1x1 projection{(identity ? ", identity shortcut" : "")}.",
            (expanded ? new[] { inputs, hidden, outputs, stride } : [inputs, outputs, stride]).ToEquatableArray(),
            new[] { new Child("conv", Chain.Numbered(convolutions)) }.ToEquatableArray(),
            identity ? Shortcut.Identity : Shortcut.None,
            null,
            null);
    }

    private static Chain Convolution(Conv2d conv) => Chain.Numbered([conv, new BatchNorm2d(conv.Outputs), new Rectifier(true)]);
}
