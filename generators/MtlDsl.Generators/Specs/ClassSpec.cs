using System.Linq;

namespace MtlDsl.Generators.Specs;

/// <summary>One member of a class enum with its colour.</summary>
internal sealed record ClassSpec(string Name, byte R, byte G, byte B);

/// <summary>The enum of a head's classes.</summary>
/// <param name="Enum">Its <c>global::</c> name.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Members">Members in the order of their values.</param>
/// <param name="IsContiguous">Whether the values are 0, 1, 2 ...</param>
/// <param name="Origin">The type argument that names it.</param>
internal sealed record ClassEnumSpec(string Enum, string Name, EquatableArray<ClassSpec> Members, bool IsContiguous, Origin Origin)
{
    /// <summary>The classes of a head that has none.</summary>
    public static ClassEnumSpec None { get; } = new("", "", default, true, Origin.Class);

    /// <summary>Two classes that are drawn in one colour, so that pictures and colour masks cannot tell them apart.</summary>
    public (ClassSpec First, ClassSpec Second)? SharedColor =>
        Members.GroupBy(member => (member.R, member.G, member.B)).Where(group => group.Count() > 1)
            .Select(group => ((ClassSpec, ClassSpec)?)(group.First(), group.Last())).FirstOrDefault();
}
