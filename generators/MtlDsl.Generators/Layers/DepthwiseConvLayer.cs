using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[DepthwiseConv]: a convolution of each channel with itself, its normalisation and activation.</summary>
internal sealed record DepthwiseConvLayer(Place Place, Convolution Convolution) : Layer(Place)
{
    public static DepthwiseConvLayer Read(AttributeReader attribute) => new(Place.Of(attribute), Convolution.Read(attribute));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) =>
        [Convolution.Build(input.Channels, input.Channels, input.Channels, norms)];

    public override Fault? Check(Shape input) => Convolution.Check(input.Channels);
}
