namespace MtlDsl.Generators.Specs;

/// <summary>
/// The place in the declaration that a part of a spec came from, as a number in the order of reading. Specs hold no locations, so that
/// moving code changes no spec; the analyzer keeps the table that turns a number into a location.
/// </summary>
internal readonly record struct Origin(int Id)
{
    /// <summary>The declaring class itself.</summary>
    public static Origin Class { get; } = new(0);
}
