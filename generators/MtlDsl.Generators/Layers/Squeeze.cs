using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;

namespace MtlDsl.Generators.Layers;

/// <summary>What [SqueezeExcitation] and [MBConv] say of their gate; parameters are named as in torchvision's <c>SqueezeExcitation</c>.</summary>
internal sealed record Squeeze(int Channels, ActivationKind Activation, ActivationKind Gate)
{
    public static Squeeze Read(AttributeReader attribute, string channels, string activation, ActivationKind gate) =>
        new(attribute.Int(channels), attribute.Enum(activation, ActivationKind.ReLU), attribute.Enum("Gate", gate));

    /// <summary>The block over a map whose channels may be a parameter of the block around it.</summary>
    public GatedBlock Build(Dim inputs, Dim squeezed)
    {
        var (channels, few) = (new BlockArgument("channels", inputs), new BlockArgument("squeezed", squeezed));
        var gate = new List<Child>
        {
            new(null, new GlobalAveragePool()),
            new("fc1", new Conv2d(channels.Dim, few.Dim, 1, bias: true)),
        };
        gate.AddActivation(Activation);
        gate.Add(new("fc2", new Conv2d(few.Dim, channels.Dim, 1, bias: true)));
        gate.AddActivation(Gate);
        return new(
            "SqueezeExcitation",
            $"Weighs each channel by what the whole map holds: mean, two 1x1 convolutions, {Gate}.",
            new[] { channels, few }.ToEquatableArray(),
            gate.ToEquatableArray());
    }

    public Fault? CheckGate() => Gate is ActivationKind.Sigmoid or ActivationKind.HardSigmoid
        ? null
        : Fault.OfArgument("Gate", Gate.ToString(), "Sigmoid or HardSigmoid");
}
