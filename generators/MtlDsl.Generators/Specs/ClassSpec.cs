namespace MtlDsl.Generators.Specs;

/// <summary>One member of a class enum with its colour.</summary>
internal sealed record ClassSpec(string Name, byte R, byte G, byte B);

/// <summary>The enum of a head's classes.</summary>
/// <param name="Enum">Its <c>global::</c> name.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Members">Members in the order of their values.</param>
/// <param name="IsContiguous">Whether the values are 0, 1, 2 ...</param>
/// <param name="Origin">The type argument that names it.</param>
internal sealed record ClassEnumSpec(string Enum, string Name, EquatableArray<ClassSpec> Members, bool IsContiguous, Origin Origin);
