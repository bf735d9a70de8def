using MtlDsl;

namespace PennFudan;

/// <summary>What is found as a box.</summary>
public enum PedestrianObject
{
    [Color(255, 215, 0)] Pedestrian,
}
