using System.Linq;

namespace MtlDsl.Generators.Specs;

/// <summary>The class that a declaration stands on, as generated parts repeat it.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Containers">Headers of the types around it, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Keyword">What kind of type it is: <c>class</c>.</param>
/// <param name="Header">Its name as C# declares it: keywords escaped, with type parameters.</param>
/// <param name="HintName">Its full name, which generated files are named by.</param>
internal sealed record TypeSpec(string Namespace, EquatableArray<string> Containers, string Keyword, string Header, string HintName)
{
    /// <summary>Its name.</summary>
    public string Name => Header.TrimStart('@').Split('<')[0];

    /// <summary>Its <c>global::</c> name.</summary>
    public string Global => "global::" + string.Join(".", new[] { Namespace }.Where(n => n.Length > 0)
        .Concat(Containers.Select(c => c.Substring(c.LastIndexOf(' ') + 1))).Concat([Header]));
}
