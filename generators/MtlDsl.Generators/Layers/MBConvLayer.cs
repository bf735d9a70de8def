using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>
/// [MBConv]: parameters are named as in torchvision's <c>InvertedResidual</c> of MobileNetV3 and <c>MBConv</c> of EfficientNet.
/// </summary>
internal sealed record MBConvLayer(
    Place Place, int Channels, int Hidden, int Kernel, int Stride, ActivationKind Activation, Squeeze Squeeze) : Layer(Place)
{
    public static MBConvLayer Read(AttributeReader attribute) => new(
        Place.Of(attribute),
        attribute.Int("channels"),
        attribute.Int("Hidden"),
        attribute.Int("Kernel", 3),
        attribute.Int("Stride", 1),
        attribute.Enum("Activation", ActivationKind.ReLU),
        Squeeze.Read(attribute, "Squeeze", "SqueezeActivation", ActivationKind.HardSigmoid));

    public override string ChannelsArgument => "channels";

    public override IEnumerable<Component> Build(Shape input, NormSettings norms)
    {
        var (expanded, squeezed, identity) = (Hidden != input.Channels, Squeeze.Channels > 0, Stride == 1 && input.Channels == Channels);
        var (inputs, hidden, outputs) = (new BlockArgument("inputs", input.Channels), new BlockArgument("hidden", Hidden), new BlockArgument("outputs", Channels));
        var (few, kernel, stride) = (new BlockArgument("squeezed", Squeeze.Channels), new BlockArgument("kernel", Kernel), new BlockArgument("stride", Stride));
        var padding = new BlockArgument("padding", (Kernel - 1) / 2);
        var wide = expanded ? hidden : inputs;

        var block = new List<Component>();
        if (expanded)
            block.Add(Convolution(new Conv2d(inputs.Dim, hidden.Dim, 1), Activation));
        block.Add(Convolution(new Conv2d(wide.Dim, wide.Dim, kernel.Dim, stride.Dim, padding.Dim, 1, wide.Dim, Bias: false), Activation));
        if (squeezed)
            block.Add(Squeeze.Build(wide.Dim, few.Dim));
        block.Add(Convolution(new Conv2d(wide.Dim, outputs.Dim, 1), ActivationKind.None));

        IEnumerable<BlockArgument?> arguments = [inputs, expanded ? hidden : null, outputs, squeezed ? few : null, kernel, stride, padding];
        return [new ResidualBlock(
            (expanded ? "" : "Unexpanded") + "MBConv" + (squeezed ? "" : "WithoutSqueeze") + (identity ? "" : "Bottleneck"),
            $"{(expanded ? "1x1 expansion, depthwise" : "Depthwise")} convolution, {(squeezed ? "squeeze and excitation, " : "")}linear 1x1 projection{(identity ? ", identity shortcut" : "")}.",
            arguments.OfType<BlockArgument>().ToEquatableArray(),
            new[] { new Child("block", Chain.Numbered(block)) }.ToEquatableArray(),
            identity ? Shortcut.Identity : Shortcut.None,
            null,
            null)];

        Chain Convolution(Conv2d conv, ActivationKind activation) =>
            Chain.Numbered(new Component?[] { conv, new BatchNorm2d(conv.Outputs, norms), Activate.Of(activation) }.OfType<Component>());
    }

    public override Fault? Check(Shape input) =>
        Fault.Positive(("channels", Channels), ("Hidden", Hidden), ("Kernel", Kernel), ("Stride", Stride))
        ?? (Squeeze.Channels < 0 ? Fault.OfArgument("Squeeze", Squeeze.Channels, "0 for none, or more") : Squeeze.CheckGate());
}
