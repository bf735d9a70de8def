using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Specs;

/// <summary>A declaration as the generator passes it on.</summary>
/// <param name="Type">The class.</param>
/// <param name="IsPartial">Whether anything can be added to the class.</param>
/// <param name="Properties">Its partial properties, which need an implementation whatever else is wrong.</param>
/// <param name="Heads">The types of its heads, as far as they are known: what a faulty network's public members are made of.</param>
/// <param name="HasClash">Whether its names or its form leave no place for a network's members.</param>
/// <param name="Model">The network; null where something in the declaration is wrong.</param>
internal sealed record Declaration(
    TypeSpec Type, bool IsPartial, EquatableArray<PartialProperty> Properties, EquatableArray<HeadTypes> Heads, bool HasClash, ModelSpec? Model);

/// <summary>A partial property that waits for its implementation.</summary>
/// <param name="Header">Its modifiers, type and name.</param>
/// <param name="Accessors">Its accessors' keywords.</param>
internal sealed record PartialProperty(string Header, EquatableArray<string> Accessors);
