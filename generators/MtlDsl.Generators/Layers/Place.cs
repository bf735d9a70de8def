using System.Linq;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>Where a layer attribute and the arguments given to it stand.</summary>
internal sealed record Place(Origin Attribute, EquatableArray<(string Name, Origin Origin)> Arguments)
{
    /// <summary>An argument; the whole attribute where it is not given.</summary>
    public Origin this[string? argument]
    {
        get
        {
            foreach (var (name, origin) in Arguments)
                if (name == argument)
                    return origin;
            return Attribute;
        }
    }

    /// <summary>Whether an argument is written.</summary>
    public bool Gives(string argument) => Arguments.Any(given => given.Name == argument);

    public static Place Of(AttributeReader attribute) =>
        new(attribute.Origin, attribute.ArgumentNames.Select(name => (name, attribute.ArgumentOrigin(name))).ToEquatableArray());
}
