using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators;

/// <summary>How names and numbers are written into C#.</summary>
internal static class Text
{
    /// <summary>What generated methods call their own parameters and locals, and the members that modules have.</summary>
    private static readonly HashSet<string> Taken = new(MemberNames.OfModules, StringComparer.Ordinal)
    {
        "image", "maps", "map", "x", "scope", "graph", "weights", "options", "output", "targets", "batch", "losses", "trunk", "mean", "scores", "values", "vectors", "norm",
        "scoresOutput", "valuesOutput", "vectorOutput", "confidenceOutput", "locationOutput",
        "to", "cpu", "cuda",
    };

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Float(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Collection(IEnumerable<double> values) => $"[{string.Join(", ", values.Select(Number))}]";

    /// <summary>A label as it is compared: see DataAdapter.LabelKey, which does the same when a data set is read.</summary>
    public static string LabelKey(string label) => string.Concat(label.Where(c => c is not (' ' or '-' or '_'))).ToLowerInvariant();

    public static string Literal(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>A member's name as a field or local is named: first letter small, keywords escaped.</summary>
    public static string Camel(string name) => Identifier(char.ToLowerInvariant(name[0]) + name.Substring(1));

    /// <summary>A name that a user chose, as a local or field of generated code, in which other names are taken.</summary>
    public static string Local(string name) => Own(char.ToLowerInvariant(name[0]) + name.Substring(1));

    /// <summary>The same of a name that stands as it is.</summary>
    public static string Own(string name) => Taken.Contains(name) ? name + "_" : Identifier(name);

    /// <summary>A member's name as parameters are named in state dicts: PoolLast is pool_last, Res3d is res3d.</summary>
    public static string Snake(string name) => string.Concat(name.Select((c, i) =>
        char.IsUpper(c) && i > 0 && !char.IsUpper(name[i - 1]) ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static string Xml(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
