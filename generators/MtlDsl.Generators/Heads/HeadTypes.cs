namespace MtlDsl.Generators.Heads;

/// <summary>The types that a head brings to its network's public members. They are known as soon as the property's type is right.</summary>
/// <param name="Name">Name of the head.</param>
/// <param name="Output">What its module gives.</param>
/// <param name="Target">Its labels.</param>
/// <param name="Prediction">Its answer to one image.</param>
internal sealed record HeadTypes(string Name, string Output, string Target, string Prediction)
{
    /// <summary>As a field or local is named; never as the property is.</summary>
    public string Field => Text.Local(Name) is var local && local.TrimStart('@') == Name ? "_" + Name : local;
}
