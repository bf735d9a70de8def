using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Reads the enum of a head's classes.</summary>
internal static class ClassEnumParser
{
    public static ClassEnumSpec Parse(ITypeSymbol type, Origin origin)
    {
        var members = type.EnumMembers().OrderBy(Value).ToList();
        return new(
            type.GlobalName(),
            type.Name,
            members.Select((member, index) => Class(member, index)).ToEquatableArray(),
            members.Select(Value).SequenceEqual(Enumerable.Range(0, members.Count).Select(i => (decimal)i)),
            origin);
    }

    // An enum's values may be unsigned.
    private static decimal Value(IFieldSymbol member) => Convert.ToDecimal(member.ConstantValue, CultureInfo.InvariantCulture);

    private static ClassSpec Class(IFieldSymbol member, int index)
    {
        if (member.DslAttribute("ColorAttribute") is { ConstructorArguments: { Length: 3 } color }
            && color[0].Value is byte r && color[1].Value is byte g && color[2].Value is byte b)
            return new(member.Name, r, g, b);
        var (red, green, blue) = PascalColor(index);
        return new(member.Name, red, green, blue);
    }

    /// <summary>Pascal VOC's colour of an index: its bits, three at a time, fill the three channels from the top.</summary>
    private static (byte R, byte G, byte B) PascalColor(int index)
    {
        var (r, g, b) = (0, 0, 0);
        for (var shift = 7; index > 0; shift--, index >>= 3)
        {
            r |= (index & 1) << shift;
            g |= (index >> 1 & 1) << shift;
            b |= (index >> 2 & 1) << shift;
        }
        return ((byte)r, (byte)g, (byte)b);
    }
}
