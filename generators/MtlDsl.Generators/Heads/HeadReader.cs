using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Heads;

/// <summary>What a kind of head reads its spec from.</summary>
/// <param name="property">What every head declares.</param>
/// <param name="arguments">The attribute that says the kind.</param>
/// <param name="maps">The [DetectAt] attributes beside it.</param>
/// <param name="branches">Takes every enum that is tapped, so that its branch becomes part of the network.</param>
/// <param name="report">Takes what is wrong.</param>
internal sealed class HeadReader(
    HeadProperty property, ArgumentReader arguments, IReadOnlyList<AttributeReader> maps, Action<INamedTypeSymbol> branches, Action<Finding> report)
{
    public HeadProperty Property { get; } = property;

    public ArgumentReader Arguments { get; } = arguments;

    public StageRef Tap(string name) => Tap(Arguments.Attribute, name);

    public EquatableArray<StageRef> Taps(string name)
    {
        foreach (var tapped in Arguments.Attribute.Enums(name))
            branches(tapped);
        return Arguments.Attribute.Stages(name).ToEquatableArray();
    }

    public Upsampling Upsampling() => Arguments.Attribute.Enum("Upsampling", Graph.Upsampling.Bilinear);

    /// <summary>The maps of a detection head.</summary>
    public EquatableArray<DetectAtSpec> Maps()
    {
        var read = maps.Select(Map).ToList();
        if (read.Count == 0)
            Report(Descriptors.NoDetectAt, Property.Origin, Property.Name);
        foreach (var twice in read.GroupBy(m => m.Tap.Display, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Report(Descriptors.DuplicateMap, twice.Last().Tap.Origin, Property.Name, twice.Key);
        return read.ToEquatableArray();
    }

    private DetectAtSpec Map(AttributeReader attribute)
    {
        var tap = Tap(attribute, "tap");
        foreach (var name in new[] { "MinSize", "MaxSize", "Step", "L2Norm" })
            if (!IsFinite(attribute.Double(name)) || attribute.Double(name) < 0)
                Report(Descriptors.BoxSize, attribute.ArgumentOrigin(name), name, Text.Number(attribute.Double(name)), "more than 0");
        foreach (var (name, values) in new[] { ("Sizes", attribute.Doubles("Sizes")), ("AspectRatios", attribute.Doubles("AspectRatios")) })
            foreach (var value in values.Where(v => !IsFinite(v) || v <= 0))
                Report(Descriptors.BoxSize, attribute.ArgumentOrigin(name), name, Text.Number(value), "more than 0");
        var (min, max) = (attribute.Double("MinSize"), attribute.Double("MaxSize"));
        if (max > 0 && max <= min)
            Report(Descriptors.BoxSize, attribute.ArgumentOrigin("MaxSize"), "MaxSize", Text.Number(max), $"more than the MinSize of {Text.Number(min)}");
        var shapes = BoxShapes.Of(min, max, attribute.Doubles("Sizes"), attribute.Doubles("AspectRatios"), attribute.Bool("Flip", true));
        if (shapes.Count == 0)
            Report(Descriptors.NoBoxes, tap.Origin, tap.Display);
        return new(tap, shapes.ToEquatableArray(), attribute.Double("Step"), attribute.Double("L2Norm"), attribute.Origin);
    }

    private StageRef Tap(AttributeReader attribute, string name)
    {
        foreach (var tapped in attribute.Enums(name))
            branches(tapped);
        return attribute.Stage(name) ?? new("?", "null", attribute.ArgumentOrigin(name));
    }

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private void Report(DiagnosticDescriptor rule, Origin origin, params object[] arguments) => report(new(rule, origin, arguments));
}
