using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[Conv]: a convolution with its normalisation and activation.</summary>
internal sealed record ConvLayer(Place Place, int Channels, int Groups, Convolution Convolution) : Layer(Place)
{
    public static ConvLayer Read(AttributeReader attribute) => new(
        Place.Of(attribute), attribute.Int("channels"), attribute.Int("Groups", 1), Convolution.Read(attribute));

    public override string ChannelsArgument => "channels";

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) =>
        [Convolution.Build(input.Channels, Channels, Groups, norms)];

    public override Fault? Check(Shape input) =>
        Fault.Positive(("channels", Channels))
        ?? Fault.Groups("Groups", Groups, $"the {Text.Number(input.Channels)} input and the {Text.Number(Channels)} output channels", input.Channels, Channels)
        ?? Convolution.Check(Channels);
}
