using MtlDsl;

namespace PennFudan;

/// <summary>What a pixel can belong to.</summary>
public enum PedestrianClass
{
    [Color(90, 90, 90)] Background,
    [Color(230, 60, 120)] Pedestrian,
}
