namespace MtlDsl.Generators.Specs;

/// <summary>A declaration as the generator passes it on.</summary>
/// <param name="Type">The class.</param>
/// <param name="IsPartial">Whether anything can be added to the class.</param>
/// <param name="Properties">Its partial properties, which need an implementation whatever else is wrong.</param>
/// <param name="Model">The network as far as it could be read; null where the class declares none.</param>
/// <param name="HasErrors">Whether something in it is wrong, so that no network can be made.</param>
/// <param name="HasClash">Whether its names or its form leave no place for a network's members.</param>
internal sealed record Declaration(TypeSpec Type, bool IsPartial, EquatableArray<string> Properties, ModelSpec? Model, bool HasErrors, bool HasClash);
