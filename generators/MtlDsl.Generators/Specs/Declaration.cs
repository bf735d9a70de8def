namespace MtlDsl.Generators.Specs;

/// <summary>A declaration as the generator passes it on.</summary>
/// <param name="Type">The class.</param>
/// <param name="IsPartial">Whether anything can be added to the class.</param>
/// <param name="Properties">Its partial properties, which need an implementation whatever else is wrong.</param>
/// <param name="Model">The network; null where the declaration is wrong.</param>
internal sealed record Declaration(TypeSpec Type, bool IsPartial, EquatableArray<string> Properties, ModelSpec? Model);
