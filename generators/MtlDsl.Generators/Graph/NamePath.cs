namespace MtlDsl.Generators.Graph;

/// <summary>The name of a weight as C# writes it: a literal, or one that starts with the variable <c>name</c> inside a block's method.</summary>
internal readonly record struct NamePath(string Prefix, bool StartsWithVariable)
{
    /// <summary>The parameter of a block's method that holds where its weights are.</summary>
    public const string Variable = "name";

    public static NamePath Root(string prefix) => new(prefix, false);

    public static NamePath InBlock { get; } = new("", true);

    public NamePath this[string child] => this with { Prefix = Prefix.Length == 0 && !StartsWithVariable ? child : $"{Prefix}.{child}" };

    public override string ToString() => StartsWithVariable
        ? Prefix.Length == 0 ? Variable : $"{Variable} + {Text.Literal(Prefix)}"
        : Text.Literal(Prefix);
}
