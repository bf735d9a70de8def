namespace MtlDsl.Models;

/// <summary>What moves in the procedural aerial scenes.</summary>
public enum SceneObject
{
#pragma warning disable CS1591 // the names say all
    [Color(255, 215, 0)] Vehicle,
    [Color(255, 80, 200)] Person,
}
