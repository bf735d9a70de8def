using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Rules;

namespace MtlDsl.Generators.Parsing;

/// <summary>What a real argument may be.</summary>
internal sealed record Allowed(Func<double, bool> Admits, string Words)
{
    public static Allowed Positive { get; } = new(v => v > 0, "more than 0");
    public static Allowed NotNegative { get; } = new(v => v >= 0, "0 or more");
    public static Allowed NotZero { get; } = new(v => v is < 0 or > 0, "a number other than 0");
    public static Allowed AnyNumber { get; } = new(v => !double.IsNaN(v), "a number");
    public static Allowed AtLeastOne { get; } = new(v => v >= 1, "1 or more");
    public static Allowed Fraction { get; } = new(v => v is > 0 and <= 1, "more than 0 and at most 1");
    public static Allowed UpToHalf { get; } = new(v => v is > 0 and <= 0.5, "more than 0 and at most 0.5");
    public static Allowed Share { get; } = new(v => v is >= 0 and < 1, "0 or more and less than 1");
    public static Allowed InnerShare { get; } = new(v => v is > 0 and < 1, "more than 0 and less than 1");

    public static Allowed NotLess(double least) => new(v => v >= least, $"{Text.Number(least)} or more");
}

/// <summary>Reads the arguments of a head's, a loss's or a transform's attribute and reports those that cannot be.</summary>
internal sealed class ArgumentReader(AttributeReader attribute, string name, Action<Finding> report)
{
    public AttributeReader Attribute { get; } = attribute;

    public double Number(string argument, double standard, Allowed allowed)
    {
        var value = Attribute.Double(argument, standard);
        if (double.IsInfinity(value) || !allowed.Admits(value))
            Report(argument, Text.Number(value), allowed.Words);
        return value;
    }

    public int Count(string argument, int standard, int largest)
    {
        var value = Attribute.Int(argument, standard);
        if (value < 1 || value > largest)
            Report(argument, Text.Number(value), $"1 to {Text.Number(largest)}");
        return value;
    }

    /// <summary>A loss's factor. Zero is no mistake in form, but then the head learns nothing.</summary>
    public double LossWeight()
    {
        var weight = Number("Weight", 1, Allowed.NotNegative);
        if (weight == 0)
            report(new(Descriptors.ZeroWeight, Attribute.ArgumentOrigin("Weight"), name));
        return weight;
    }

    /// <summary>The label of what takes no part in a loss: none that is a class.</summary>
    public int IgnoreLabel(int classes)
    {
        var label = Attribute.Int("IgnoreLabel", 255);
        if (label >= 0 && label < classes)
            report(new(Descriptors.IgnoredClass, Attribute.ArgumentOrigin("IgnoreLabel"), Text.Number(label), Text.Number(classes), Text.Number(classes - 1)));
        return label;
    }

    /// <summary>A factor for each class, or none.</summary>
    public EquatableArray<double> ClassWeights(int classes)
    {
        var weights = Attribute.Doubles("ClassWeights");
        if (weights.Count > 0 && weights.Count != classes)
            report(new(Descriptors.ClassWeightCount, Attribute.ArgumentOrigin("ClassWeights"), Text.Number(weights.Count), Text.Number(classes)));
        foreach (var weight in weights.Where(w => !Allowed.NotNegative.Admits(w)))
            Report("ClassWeights", Text.Number(weight), Allowed.NotNegative.Words);
        return weights.ToEquatableArray();
    }

    private void Report(string argument, string found, string allowed) =>
        report(new(Descriptors.HeadArgument, Attribute.ArgumentOrigin(argument), argument, name, found, allowed));
}
