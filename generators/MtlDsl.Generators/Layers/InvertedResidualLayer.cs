using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[InvertedResidual]: parameters are named as in torchvision's <c>InvertedResidual</c> of MobileNetV2.</summary>
internal sealed record InvertedResidualLayer(Place Place, int Channels, int Expansion, int Blocks, int Stride) : Layer(Place)
{
    public static InvertedResidualLayer Read(AttributeReader attribute) => new(
        Place.Of(attribute),
        attribute.Int("channels"),
        attribute.Int("Expansion", 6),
        attribute.Int("Blocks", 1),
        attribute.Int("Stride", 1));

    public override string ChannelsArgument => "channels";

    public override IEnumerable<Component> Build(Shape input, NormSettings norms)
    {
        var inputs = input.Channels;
        for (var i = 0; i < Blocks; i++)
        {
            yield return Block(inputs, i == 0 ? Stride : 1, norms);
            inputs = Channels;
        }
    }

    public override Fault? Check(Shape input) =>
        Fault.Positive(("channels", Channels), ("Expansion", Expansion), ("Blocks", Blocks), ("Stride", Stride));

    private ResidualBlock Block(int inputCount, int strideCount, NormSettings norms)
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
        convolutions.Add(new BatchNorm2d(outputs.Dim, norms));
        return new(
            (expanded ? "" : "Unexpanded") + (identity ? "InvertedResidual" : "InvertedBottleneck"),
            $"{(expanded ? "1x1 expansion, " : "")}3x3 depthwise convolution, linear 1x1 projection{(identity ? ", identity shortcut" : "")}.",
            (expanded ? new[] { inputs, hidden, outputs, stride } : [inputs, outputs, stride]).ToEquatableArray(),
            new[] { new Child("conv", Chain.Numbered(convolutions)) }.ToEquatableArray(),
            identity ? Shortcut.Identity : Shortcut.None,
            null,
            null);

        Chain Convolution(Conv2d conv) => Chain.Numbered([conv, new BatchNorm2d(conv.Outputs, norms), new Activate(ActivationKind.ReLU6)]);
    }
}
