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
        var names = ParameterNames.Stages;
        StageRef? after = null;
        if (type.DslAttribute("TrunkAttribute") is { } trunk)
            names = (ParameterNames)System.Enum.Parse(typeof(ParameterNames), new AttributeReader(trunk, origins, cancellation).EnumName("Names", "Stages"));
        if (type.DslAttribute("BranchAttribute") is { } branch)
            after = new AttributeReader(branch, origins, cancellation).Stage("After");
        var stages = type.EnumMembers().Select(member => new StageSpec(
            type.ToDisplayString(),
            member.Name,
            member.DslAttributes().Where(a => LayerKinds.All.ContainsKey(a.Name))
                .Select(a => LayerKinds.All[a.Name](new AttributeReader(a.Data, origins, cancellation))).ToEquatableArray(),
            origins.Add(() => member.Locations.FirstOrDefault())));
        return new(type.ToDisplayString(), names, after, stages.ToEquatableArray(), origin);
    }
}
