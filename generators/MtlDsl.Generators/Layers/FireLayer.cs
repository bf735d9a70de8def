using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[Fire]: parameters are named as in torchvision's <c>Fire</c>.</summary>
internal sealed record FireLayer(Place Place, int Squeeze, int Expand1x1, int Expand3x3) : Layer(Place)
{
    public static FireLayer Read(AttributeReader attribute) =>
        new(Place.Of(attribute), attribute.Int("squeeze"), attribute.Int("expand1x1"), attribute.Int("expand3x3"));

    public override string ChannelsArgument => "expand3x3";

    public override IEnumerable<Component> Build(Shape input, NormSettings norms)
    {
        var (inputs, squeezed) = (new BlockArgument("inputs", input.Channels), new BlockArgument("squeezed", Squeeze));
        var (points, squares) = (new BlockArgument("points", Expand1x1), new BlockArgument("squares", Expand3x3));
        return [new ConcatBlock(
            "Fire",
            "A 1x1 convolution to few channels; 1x1 and 3x3 convolutions of those, beside each other.",
            new[] { inputs, squeezed, points, squares }.ToEquatableArray(),
            Row("squeeze", new Conv2d(inputs.Dim, squeezed.Dim, 1, bias: true)),
            new[]
            {
                Row("expand1x1", new Conv2d(squeezed.Dim, points.Dim, 1, bias: true)),
                Row("expand3x3", new Conv2d(squeezed.Dim, squares.Dim, 3, bias: true)),
            }.ToEquatableArray())];

        static EquatableArray<Child> Row(string name, Conv2d conv) =>
            new[] { new Child(name, conv), new Child(null, new Activate(ActivationKind.ReLU)) }.ToEquatableArray();
    }

    public override Fault? Check(Shape input) => Fault.Positive(("squeeze", Squeeze), ("expand1x1", Expand1x1), ("expand3x3", Expand3x3));
}
