using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Rules;

namespace MtlDsl.Generators.Parsing;

/// <summary>What a kind of data set reads of its declaration.</summary>
internal sealed class DataSetReader(AttributeReader attribute, string name, INamedTypeSymbol type, IReadOnlyList<HeadClasses> heads, Action<Finding> report)
{
    private const string Data = "global::MtlDsl.Training.Data", Tiles = "Tiles";

    private readonly ArgumentReader arguments = new(attribute, name, report);
    private MaskLabels? masks;

    /// <summary>The data set's attribute.</summary>
    public AttributeReader Attribute { get; } = attribute;

    /// <summary>What the pixels of its masks stand for, by attributes of its own.</summary>
    public MaskLabels Masks => masks ??= new(this, type, heads, report);

    /// <summary>The folder of a data set that is read from one, and the part of it that is asked for.</summary>
    public static string Root => $"{Data}.DataAdapter.RequireFolder(root), split";

    /// <summary>A string argument as C# repeats it.</summary>
    public string Literal(string argument, string standard) => Text.Literal(Attribute.String(argument) ?? standard);

    /// <summary>A whole number, at least 1.</summary>
    public int Count(string argument, int standard) => arguments.Count(argument, standard, 1_000_000);

    /// <summary>An argument for the reader, if its declaration gives it: a text, a flag, or a whole number that is not negative.</summary>
    public string Given(string parameter, string argument)
    {
        if (!Attribute.Has(argument))
            return "";
        if (Attribute.String(argument) is { } text)
            return $", {parameter}: {Text.Literal(text)}";
        if (Attribute.Flag(argument) is { } flag)
            return $", {parameter}: {(flag ? "true" : "false")}";
        if (argument != Tiles)
            arguments.Number(argument, 0, Allowed.NotNegative);
        return $", {parameter}: {Text.Number(Math.Max(Attribute.Int(argument), 0))}";
    }

    /// <summary>What the numbers of maps of values stand for: an argument for the reader; nothing where they stand for themselves.</summary>
    public string ValueScale()
    {
        arguments.Number("Scale", 1, Allowed.NotZero);
        arguments.Number("Offset", 0, Allowed.AnyNumber);
        var set = new[] { "Scale", "Offset", "NoData" }.Where(argument => Attribute.Has(argument) && Attribute.Double(argument) is var value && !double.IsNaN(value) && !double.IsInfinity(value))
            .Select(argument => $"{argument} = {Text.Number(Attribute.Double(argument))}").ToList();
        return set.Count == 0 ? "" : $", scale: new {Data}.ValueScale {{ {string.Join(", ", set)} }}";
    }

    /// <summary>A reader of photos, or of the tiles that they are cut into.</summary>
    public string Tiled(string source) => arguments.Number(Tiles, 1, Allowed.AtLeastOne) > 1
        ? $"new {Data}.TiledSource({source}, {Text.Number(Attribute.Int(Tiles))})"
        : source;

    /// <summary>How its images are divided: an argument for the reader, after the others; nothing for the usual.</summary>
    public string Rule()
    {
        var (groupBy, blocks) = (Attribute.String("GroupBy"), Count("Blocks", 1));
        if (groupBy is "")
            Report("GroupBy", "\"\"", "a text of one character or more");
        if (blocks == 1)
            foreach (var argument in new[] { "TestBlock", "Gap" }.Where(argument => Attribute.Int(argument) != 0))
                Report(argument, Text.Number(Attribute.Int(argument)), "nothing where origins stay whole: give Blocks");
        if (Attribute.Has("TestBlock"))
            arguments.Count("TestBlock", 0, Math.Max(blocks, 1));
        if (Attribute.Has("TestBlock") && Attribute.Bool("Balance", false))
            Report("TestBlock", Text.Number(Attribute.Int("TestBlock")), "nothing where Balance chooses the runs");
        arguments.Number("Gap", 0, Allowed.NotNegative);
        arguments.Number("Seed", 0, Allowed.NotNegative);

        var set = new List<string>();
        if (groupBy is not null)
            set.Add($"GroupBy = {Text.Literal(groupBy)}");
        foreach (var argument in new[] { "Blocks", "TestBlock", "Gap", "Seed" })
            if (Attribute.Int(argument) is > 0 and var value)
                set.Add($"{argument} = {Text.Number(value)}");
        return set.Count == 0 ? "" : $", rule: new {Data}.SplitRule {{ {string.Join(", ", set)} }}";
    }

    private void Report(string argument, string found, string allowed) =>
        report(new(Descriptors.HeadArgument, Attribute.ArgumentOrigin(argument), argument, name, found, allowed));
}
