using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MtlDsl.Generators.Layers;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Reads the enum of a trunk or branch.</summary>
internal static class StageListParser
{
    public static StageListSpec Parse(INamedTypeSymbol type, Origin origin, OriginTable origins, Action<Finding> report, CancellationToken cancellation)
    {
        var data = type.DslAttribute("TrunkAttribute") ?? type.DslAttribute("BranchAttribute");
        var attribute = data is null ? null : new AttributeReader(data, origins, cancellation);
        var members = type.EnumMembers().ToList();
        foreach (var twins in members.GroupBy(m => Convert.ToDecimal(m.ConstantValue, CultureInfo.InvariantCulture)).Where(g => g.Count() > 1))
            report(new(Descriptors.StageValue, Written(twins.Last()), type.Name, twins.First().Name, twins.Last().Name, twins.Key.ToString(CultureInfo.InvariantCulture)));
        return new(
            type.ToDisplayString(),
            attribute?.Enum("Names", ParameterNames.Stages) ?? ParameterNames.Stages,
            attribute is null ? NormSettings.Default : new(attribute.Double("NormEpsilon", NormSettings.Default.Epsilon), attribute.Double("NormMomentum", NormSettings.Default.Momentum)),
            attribute is null ? new(origin, default) : Place.Of(attribute),
            attribute?.Stage("After"),
            members.Select(Stage).ToEquatableArray(),
            origin);

        StageSpec Stage(IFieldSymbol member)
        {
            var layers = member.DslAttributes().Where(a => LayerKinds.All.ContainsKey(a.Name)).ToList();
            if (SecondList(layers.Select(a => a.Data), cancellation) is { } second)
                report(new(Descriptors.LayerLists, origins.Add(() => second.GetLocation()), $"{type.Name}.{member.Name}"));
            return new(
                type.ToDisplayString(),
                member.Name,
                layers.Select(a => LayerKinds.All[a.Name](new AttributeReader(a.Data, origins, cancellation))).ToEquatableArray(),
                Written(member));
        }

        Origin Written(IFieldSymbol member) => origins.Add(() => member.Locations.FirstOrDefault());
    }

    /// <summary>The first layer that stands in other brackets than the one before it: C# promises no order between lists of attributes.</summary>
    private static SyntaxNode? SecondList(IEnumerable<AttributeData> layers, CancellationToken cancellation)
    {
        SyntaxNode? list = null;
        foreach (var layer in layers)
        {
            if (layer.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
                return null;
            if (list is not null && syntax.Parent != list)
                return syntax;
            list = syntax.Parent;
        }
        return null;
    }
}
