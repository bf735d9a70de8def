namespace MtlDsl.Generators.Parsing;

/// <summary>Metadata names of the attributes that start a declaration.</summary>
internal static class Known
{
    public const string Namespace = "MtlDsl";
    public const string MultitaskModelName = "MultitaskModelAttribute";
    public const string MultitaskModel = $"{Namespace}.{MultitaskModelName}`1";
}
