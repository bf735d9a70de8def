using MtlDsl.Generators.Layers;

namespace MtlDsl.Generators.Specs;

/// <summary>One stage of a trunk or branch.</summary>
internal sealed record StageSpec(string Enum, string Member, EquatableArray<Layer> Layers, Origin Origin)
{
    public string Display => $"{Enum.Substring(Enum.LastIndexOf('.') + 1)}.{Member}";
}
