using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Rules;

namespace MtlDsl.Generators.Layers;

/// <summary>What cannot be about a layer.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Argument">The argument that breaks it; null for the layer as a whole.</param>
/// <param name="Details">What the rule's message names beside the stage.</param>
internal sealed record Fault(DiagnosticDescriptor Rule, string? Argument, params string[] Details)
{
    // No map has more channels; products of a few such numbers can still be counted.
    private const int Largest = 1 << 16;

    /// <summary>The same of an argument that is not written, whose value says nothing to the reader.</summary>
    public Fault WhereNotGiven => Rule == Descriptors.LayerArgument ? OfArgument(Details[0], NotGiven, Details[2]) : this;

    /// <summary>What is found where an argument is missing.</summary>
    public const string NotGiven = "not given";

    public static Fault OfArgument(string name, string found, string allowed) => new(Descriptors.LayerArgument, name, name, found, allowed);

    public static Fault OfArgument(string name, int found, string allowed) => OfArgument(name, Text.Number(found), allowed);

    /// <summary>The first number that is not 1 or more.</summary>
    public static Fault? Positive(params (string Name, int Value)[] arguments)
    {
        foreach (var (name, value) in arguments)
            if (value is < 1 or > Largest)
                return OfArgument(name, value, value < 1 ? "1 or more" : $"{Text.Number(Largest)} or less");
        return null;
    }

    /// <summary>A padding other than one of at least 0 or the -1 that stands for the usual one.</summary>
    public static Fault? Padding(int padding, int? largest = null) =>
        padding < -1 || padding > (largest ?? Largest)
            ? OfArgument("Padding", padding, $"0 to {Text.Number(largest ?? Largest)}{(largest is null ? "" : ", half the window")}")
            : null;

    /// <summary>A real number out of a range.</summary>
    public static Fault? Outside(string name, double value, bool isInside, string allowed) =>
        isInside ? null : OfArgument(name, Text.Number(value), allowed);

    /// <summary>Groups that do not divide the channels.</summary>
    public static Fault? Groups(string name, int groups, string of, params int[] channels)
    {
        foreach (var count in channels)
            if (groups < 1 || count % groups != 0)
                return OfArgument(name, groups, $"a divisor of {of}");
        return null;
    }
}
