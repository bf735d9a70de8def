using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Layers;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Reads the enum of a trunk or branch.</summary>
internal static class StageListParser
{
    public static StageListSpec Parse(INamedTypeSymbol type, Origin origin, OriginTable origins, CancellationToken cancellation)
    {
        var data = type.DslAttribute("TrunkAttribute") ?? type.DslAttribute("BranchAttribute");
        var attribute = data is null ? null : new AttributeReader(data, origins, cancellation);
        var stages = type.EnumMembers().Select(member => new StageSpec(
            type.ToDisplayString(),
            member.Name,
            member.DslAttributes().Where(a => LayerKinds.All.ContainsKey(a.Name))
                .Select(a => LayerKinds.All[a.Name](new AttributeReader(a.Data, origins, cancellation))).ToEquatableArray(),
            origins.Add(() => member.Locations.FirstOrDefault())));
        return new(
            type.ToDisplayString(),
            attribute?.Enum("Names", ParameterNames.Stages) ?? ParameterNames.Stages,
            attribute is null ? NormSettings.Default : new(attribute.Double("NormEpsilon", NormSettings.Default.Epsilon), attribute.Double("NormMomentum", NormSettings.Default.Momentum)),
            attribute is null ? new(origin, default) : Place.Of(attribute),
            attribute?.Stage("After"),
            stages.ToEquatableArray(),
            origin);
    }
}
