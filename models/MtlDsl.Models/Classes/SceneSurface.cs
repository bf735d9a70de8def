namespace MtlDsl.Models;

/// <summary>The surfaces of the procedural aerial scenes.</summary>
public enum SceneSurface
{
#pragma warning disable CS1591 // the names say all
    [Color(178, 150, 110)] Ground,
    [Color(110, 110, 118)] Road,
    [Color(190, 70, 60)] Building,
    [Color(50, 140, 60)] Plant,
    [Color(50, 110, 200)] Water,
}
