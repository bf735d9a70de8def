using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Reads a class marked with [MultitaskModel&lt;TTrunk&gt;].</summary>
internal sealed class ModelParser
{
    private const int SmallestSide = 32;
    private const int LargestSide = 4096;

    private static readonly HashSet<string> Reserved = ["Trunk", "Architecture", "Output", "Targets", "Losses", "Predictor", "Prediction", "Module", "Heads"];

    private readonly INamedTypeSymbol type;
    private readonly OriginTable origins;
    private readonly CancellationToken cancellation;
    private readonly List<Finding> findings = [];
    private readonly List<INamedTypeSymbol> branches = [];

    private ModelParser(INamedTypeSymbol type, OriginTable origins, CancellationToken cancellation) =>
        (this.type, this.origins, this.cancellation) = (type, origins, cancellation);

    /// <summary>Reads the declaration, and finds what is wrong with it before any shape is known.</summary>
    public static (Declaration Declaration, IReadOnlyList<Finding> Findings) Parse(
        INamedTypeSymbol type, OriginTable origins, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var parser = new ModelParser(type, origins, cancellation);
        var model = parser.ReadModel();
        return (new(type.ToTypeSpec(), type.IsPartial(cancellation), parser.PartialProperties().ToEquatableArray(), parser.findings.Count == 0 ? model : null), parser.findings);
    }

    private ModelSpec? ReadModel()
    {
        if (type.DslAttribute("MultitaskModelAttribute") is not { AttributeClass.TypeArguments: { Length: 1 } arguments } data || arguments[0] is not INamedTypeSymbol trunkType)
            return null;
        var attribute = new AttributeReader(data, origins, cancellation);
        CheckClass();
        var trunk = ReadTrunk(trunkType, origins.Add(() => data.TypeArgumentLocation(cancellation)));
        var heads = ReadHeads();
        var (width, height) = (ReadSide(attribute, "Width"), ReadSide(attribute, "Height"));
        var split = type.DslAttribute("SplitAfterAttribute") is { } splitData ? new AttributeReader(splitData, origins, cancellation).Stage("stage") : null;
        return new(
            type.ToTypeSpec(), width, height, attribute.EnumName("Normalization", "ImageNet"), trunk, split,
            branches.Select(b => StageListParser.Parse(b, Origin.Class, origins, cancellation)).ToEquatableArray(),
            heads.ToEquatableArray());
    }

    private void CheckClass()
    {
        if (!type.IsPartial(cancellation))
            Report(Descriptors.NotPartial, Origin.Class, type.Name);
        for (var outer = type; outer is not null; outer = outer.ContainingType)
            if (outer.IsGenericType)
            {
                Report(Descriptors.GenericClass, Origin.Class, type.Name);
                break;
            }
    }

    private StageListSpec ReadTrunk(INamedTypeSymbol trunk, Origin origin)
    {
        if (trunk.DslAttribute("TrunkAttribute") is null || !trunk.EnumMembers().Any())
            Report(Descriptors.NotTrunk, origin, trunk.Name);
        return StageListParser.Parse(trunk, origin, origins, cancellation);
    }

    private int ReadSide(AttributeReader attribute, string name)
    {
        var side = attribute.Int(name);
        if (side is < SmallestSide or > LargestSide)
            Report(Descriptors.BadImageSize, attribute.ArgumentOrigin(name), name, side, SmallestSide, LargestSide);
        return side;
    }

    private List<HeadSpec> ReadHeads()
    {
        var heads = new List<HeadSpec>();
        var declared = type.HeadProperties().ToList();
        if (declared.Count == 0)
            Report(Descriptors.NoHead, Origin.Class, type.Name);
        foreach (var property in declared)
            if (ReadHead(property) is { } head)
                heads.Add(head);
        foreach (var group in heads.GroupBy(h => h.Prefix, System.StringComparer.Ordinal).Where(g => g.Count() > 1))
            Report(Descriptors.SharedName, group.Last().Origin, group.First().Name, group.Last().Name, group.Key);
        return heads;
    }

    private HeadSpec? ReadHead(IPropertySymbol property)
    {
        var origin = origins.Add(() => property.Locations.FirstOrDefault());
        var kinds = property.HeadAttributes().ToList();
        if (kinds.Count > 1)
            Report(Descriptors.DuplicateHead, new AttributeReader(kinds[1].Data, origins, cancellation).Origin,
                property.Name, Short(kinds[0].Name), Short(kinds[1].Name));
        if (!property.IsPartial(cancellation) || property.SetMethod is not null || property.IsStatic)
            Report(Descriptors.HeadNotPartial, origin, property.Name, property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        if (Reserved.Contains(property.Name))
            Report(Descriptors.ReservedName, origin, property.Name);
        var isFcn = kinds[0].Name == "FcnHeadAttribute";
        var expected = isFcn ? "SegmentationHead" : "DetectionHead";
        if (property.Type is not INamedTypeSymbol { TypeArguments.Length: 1 } propertyType || propertyType.Name != expected)
        {
            Report(Descriptors.HeadType, origins.Add(() => PropertySyntax(property)?.Type.GetLocation()), property.Name, Short(kinds[0].Name),
                $"{expected}<TClass>", property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            return null;
        }
        var classEnum = ReadClasses(propertyType.TypeArguments[0], property, isFcn);
        var header = $"{Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetText(property.DeclaredAccessibility)} partial {property.Type.GlobalName()} {Text.Identifier(property.Name)}";
        var attribute = new AttributeReader(kinds[0].Data, origins, cancellation);
        var loss = ReadLoss(property, isFcn, origin);
        return isFcn
            ? new FcnHeadSpec(property.Name, header, classEnum, origin,
                Tap(attribute, "tap"), Taps(attribute, "Skip").ToEquatableArray(),
                new(loss?.Double("Weight", 1) ?? 1, loss?.Int("IgnoreLabel", 255) ?? 255))
            : new SsdHeadSpec(property.Name, header, classEnum, origin,
                ReadMaps(property, origin).ToEquatableArray(),
                new(loss?.Double("Weight", 1) ?? 1, loss?.Double("NegativeRatio", 3) ?? 3, loss?.Double("Overlap", 0.5) ?? 0.5, loss?.Double("LocationWeight", 1) ?? 1));
    }

    private ClassEnumSpec ReadClasses(ITypeSymbol classes, IPropertySymbol property, bool isFcn)
    {
        var origin = origins.Add(() => PropertySyntax(property)?.Type is GenericNameSyntax generic ? generic.TypeArgumentList.Arguments[0].GetLocation() : null);
        var spec = ClassEnumParser.Parse(classes, origin);
        var needed = isFcn ? 2 : 1;
        if (spec.Members.Count < needed)
            Report(Descriptors.EmptyClassEnum, origin, spec.Name, isFcn ? "segmentation" : "detection", needed);
        else if (!spec.IsContiguous)
            Report(Descriptors.ClassValues, origin, spec.Name);
        return spec;
    }

    private AttributeReader? ReadLoss(IPropertySymbol property, bool isFcn, Origin head)
    {
        var expected = isFcn ? "PixelCrossEntropy" : "MultiBoxLoss";
        var losses = property.DslAttributes().Where(a => a.Name is "PixelCrossEntropyAttribute" or "MultiBoxLossAttribute").ToList();
        if (losses.Count == 0)
        {
            Report(Descriptors.NoLoss, head, property.Name, expected);
            return null;
        }
        foreach (var wrong in losses.Where(l => Short(l.Name) != expected))
            Report(Descriptors.LossKind, new AttributeReader(wrong.Data, origins, cancellation).Origin,
                Short(wrong.Name), property.Name, isFcn ? "FcnHead" : "SsdHead", expected);
        return new(losses[0].Data, origins, cancellation);
    }

    private List<DetectAtSpec> ReadMaps(IPropertySymbol property, Origin head)
    {
        var maps = property.DslAttributes().Where(a => a.Name == "DetectAtAttribute").Select(a => ReadMap(new(a.Data, origins, cancellation))).ToList();
        if (maps.Count == 0)
            Report(Descriptors.NoDetectAt, head, property.Name);
        foreach (var twice in maps.GroupBy(m => m.Tap.Display, System.StringComparer.Ordinal).Where(g => g.Count() > 1))
            Report(Descriptors.DuplicateMap, twice.Last().Tap.Origin, property.Name, twice.Key);
        return maps;
    }

    private DetectAtSpec ReadMap(AttributeReader attribute)
    {
        var tap = Tap(attribute, "tap");
        foreach (var name in new[] { "MinSize", "MaxSize", "Step", "L2Norm" })
            if (attribute.Double(name) < 0)
                Report(Descriptors.BoxSize, attribute.ArgumentOrigin(name), name, attribute.Double(name), "more than 0");
        foreach (var (name, values) in new[] { ("Sizes", attribute.Doubles("Sizes")), ("AspectRatios", attribute.Doubles("AspectRatios")) })
            foreach (var value in values.Where(v => v <= 0))
                Report(Descriptors.BoxSize, attribute.ArgumentOrigin(name), name, value, "more than 0");
        var (min, max) = (attribute.Double("MinSize"), attribute.Double("MaxSize"));
        if (max > 0 && max <= min)
            Report(Descriptors.BoxSize, attribute.ArgumentOrigin("MaxSize"), "MaxSize", max, $"more than the MinSize of {Text.Number(min)}");
        var shapes = BoxShapes.Of(min, max, attribute.Doubles("Sizes"), attribute.Doubles("AspectRatios"), attribute.Bool("Flip", true));
        if (shapes.Count == 0)
            Report(Descriptors.NoBoxes, tap.Origin, tap.Display);
        return new(tap, shapes.ToEquatableArray(), attribute.Double("Step"), attribute.Double("L2Norm"), attribute.Origin);
    }

    private StageRef Tap(AttributeReader attribute, string name) =>
        Remember(attribute, name, attribute.Stage(name) ?? new("?", "null", attribute.ArgumentOrigin(name)));

    private IEnumerable<StageRef> Taps(AttributeReader attribute, string name) => attribute.Stages(name).Select(stage => Remember(attribute, name, stage));

    /// <summary>A branch is part of the network as soon as a head taps it.</summary>
    private StageRef Remember(AttributeReader attribute, string name, StageRef stage)
    {
        foreach (var tapped in attribute.Enums(name))
            if (tapped.DslAttribute("BranchAttribute") is not null && !branches.Contains(tapped, SymbolEqualityComparer.Default))
                branches.Add(tapped);
        return stage;
    }

    private IEnumerable<string> PartialProperties() => type.HeadProperties().Where(p => p.IsPartial(cancellation) && p.SetMethod is null && !p.IsStatic)
        .Select(p => $"{Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetText(p.DeclaredAccessibility)} partial {p.Type.GlobalName()} {Text.Identifier(p.Name)}");

    private PropertyDeclarationSyntax? PropertySyntax(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as PropertyDeclarationSyntax;

    private static string Short(string attribute) => attribute.Substring(0, attribute.Length - "Attribute".Length);

    private void Report(DiagnosticDescriptor rule, Origin origin, params object[] arguments) => findings.Add(new(rule, origin, arguments));
}
