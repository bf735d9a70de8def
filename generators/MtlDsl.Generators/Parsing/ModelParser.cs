using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Reads a class marked with [MultitaskModel&lt;TTrunk&gt;].</summary>
internal sealed class ModelParser
{
    private const int SmallestSide = 32;
    private const int LargestSide = 4096;

    /// <summary>The rules after whose mistakes no member can be added to the class beside the heads' properties.</summary>
    private static readonly DiagnosticDescriptor[] Clashes =
        [Descriptors.GenericClass, Descriptors.UnfitClass, Descriptors.OtherBase, Descriptors.OwnMember, Descriptors.ReservedName, Descriptors.SharedName];

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
        return (new(
            type.ToTypeSpec(),
            type.IsPartial(cancellation) && !type.IsFileLocal,
            type.HeadProperties().Where(p => p.IsPartial(cancellation)).Select(parser.Implementation).ToEquatableArray(),
            (model?.Heads.Select(head => head.Types) ?? []).ToEquatableArray(),
            parser.findings.Any(f => Clashes.Contains(f.Rule)),
            parser.findings.Any(f => f.IsError) ? null : model), parser.findings);
    }

    /// <summary>A body for a partial property, whatever accessors it declares, so that the compiler has nothing to add to what is said of it.</summary>
    private PartialProperty Implementation(IPropertySymbol property) => new(
        property.PartialHeader(cancellation),
        new[]
        {
            property.GetMethod is null ? null : "get",
            property.SetMethod is null ? null : property.SetMethod.IsInitOnly ? "init" : "set",
        }.OfType<string>().ToEquatableArray());

    private ModelSpec? ReadModel()
    {
        if (type.DslAttribute("MultitaskModelAttribute") is not { AttributeClass.TypeArguments: { Length: 1 } arguments } data || arguments[0] is not INamedTypeSymbol trunkType)
            return null;
        var attribute = new AttributeReader(data, origins, cancellation);
        var rules = new ClassRules(type, origins, cancellation);
        foreach (var finding in rules.CheckClass("TorchSharp.torch.nn.Module"))
            Report(finding);
        var trunk = ReadTrunk(trunkType, origins.Add(() => data.TypeArgumentLocation(cancellation)));
        var heads = ReadHeads();
        var branchLists = branches.Select(b => StageListParser.Parse(b, Origin.Class, origins, Report, cancellation)).ToList();
        CheckNames(rules, [trunk, .. branchLists], heads);
        CheckStrays();
        var (width, height) = (ReadSide(attribute, "Width"), ReadSide(attribute, "Height"));
        var split = type.DslAttribute("SplitAfterAttribute") is { } splitData ? new AttributeReader(splitData, origins, cancellation).Stage("stage") : null;
        return new(
            type.ToTypeSpec(), width, height, attribute.EnumName("Normalization", "ImageNet"), ReadBatch(attribute), attribute.ArgumentOrigin("Batch"), trunk, split,
            branchLists.ToEquatableArray(),
            heads.ToEquatableArray(),
            BudgetParser.Parse(type, origins, findings.Add, cancellation),
            type.GetMembers().Select(own => own.Name).Concat(heads.SelectMany(head => MemberNames.OfHead(head.Name, head.Field)))
                .Distinct().OrderBy(name => name, StringComparer.Ordinal).ToEquatableArray());
    }

    /// <param name="rules">Knows what else stands in the class.</param>
    /// <param name="lists">The trunk, then the branches.</param>
    /// <param name="heads">The heads.</param>
    private void CheckNames(ClassRules rules, IReadOnlyList<StageListSpec> lists, List<HeadSpec> heads)
    {
        var names = heads.SelectMany(head => MemberNames.OfHead(head.Name, head.Field)).ToList();
        // C# lets no member be called as its class.
        if (MemberNames.Fixed.Concat(names).Contains(type.Name))
            Report(Descriptors.ReservedName, Origin.Class, type.Name, "class");
        // TRUNK, say: its parameters would be called as the trunk's.
        foreach (var head in heads.Where(head => head.Prefix == "trunk" && !MemberNames.Reserved.Contains(head.Name)))
            Report(Descriptors.ReservedName, head.Origin, head.Name, "head");
        foreach (var stage in lists.SelectMany(list => list.Stages).Where(stage => MemberNames.OfRecords.Contains(stage.Member)))
            Report(Descriptors.ReservedName, stage.Origin, stage.Member, "stage");
        foreach (var head in heads.Where(head => heads.Any(other => other.Prefix != head.Prefix && MemberNames.OfHead(other.Name, other.Field).Contains(head.Name))))
            Report(Descriptors.ReservedName, head.Origin, head.Name, "head");
        // Inside the class, the word would mean the member and not the enum.
        foreach (var (list, kind) in lists.Select((list, index) => (list.Name, index == 0 ? "trunk" : "branch")).Concat(heads.Select(h => (h.Classes.Name, "class enum"))))
            if (MemberNames.Reserved.Contains(list))
                Report(Descriptors.ReservedName, Origin.Class, list, kind);
        foreach (var finding in rules.CheckMembers(MemberNames.Fixed.Concat(names)))
            Report(finding);
    }

    private StageListSpec ReadTrunk(INamedTypeSymbol trunk, Origin origin)
    {
        if (trunk.DslAttribute("TrunkAttribute") is null || !trunk.EnumMembers().Any())
            Report(Descriptors.NotTrunk, origin, trunk.Name);
        return StageListParser.Parse(trunk, origin, origins, Report, cancellation);
    }

    private int ReadSide(AttributeReader attribute, string name)
    {
        var side = attribute.Int(name);
        if (side is < SmallestSide or > LargestSide)
            Report(Descriptors.BadImageSize, attribute.ArgumentOrigin(name), name,
                attribute.ArgumentNames.Contains(name) ? Text.Number(side) : Layers.Fault.NotGiven, Text.Number(SmallestSide), Text.Number(LargestSide));
        return side;
    }

    private int ReadBatch(AttributeReader attribute)
    {
        var batch = attribute.Int("Batch");
        if (batch < 0)
            Report(Descriptors.HeadArgument, attribute.ArgumentOrigin("Batch"), "Batch", "MultitaskModel", Text.Number(batch), "1 or more");
        return batch;
    }

    private List<HeadSpec> ReadHeads()
    {
        var parser = new HeadParser(origins, AddBranch, Report, cancellation);
        var declared = type.HeadProperties().ToList();
        if (declared.Count == 0)
            Report(Descriptors.NoHead, Origin.Class, type.Name, HeadKinds.Names);
        var heads = declared.Select(parser.Read).OfType<HeadSpec>().ToList();
        foreach (var group in heads.GroupBy(h => h.Prefix, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Report(Descriptors.SharedName, group.Last().Origin, group.First().Name, group.Last().Name, group.Key);
        return heads;
    }

    /// <summary>Attributes of heads on properties that are none.</summary>
    private void CheckStrays()
    {
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(p => p.PartialDefinitionPart is null && !p.HeadKinds().Any()))
            foreach (var (name, data) in property.DslAttributes().Where(a => a.Name == "DetectAtAttribute" || Losses.LossKinds.Of(a.Name) is not null))
                Report(Descriptors.NoHeadKind, new AttributeReader(data, origins, cancellation).Origin,
                    property.Name, name.WithoutAttribute(), HeadKinds.Names);
    }

    /// <summary>A branch is part of the network as soon as a head taps it; what it starts from, before it.</summary>
    private void AddBranch(INamedTypeSymbol tapped)
    {
        if (tapped.DslAttribute("BranchAttribute") is not { } data || branches.Contains(tapped, SymbolEqualityComparer.Default))
            return;
        branches.Add(tapped);
        foreach (var before in new AttributeReader(data, origins, cancellation).Enums("After"))
            AddBranch(before);
    }

    private void Report(DiagnosticDescriptor rule, Origin origin, params object[] arguments) => Report(new(rule, origin, arguments));

    private void Report(Finding finding) => findings.Add(finding);
}
