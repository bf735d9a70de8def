using MtlDsl;

namespace AerialSurvey;

/// <summary>What the ground is covered with.</summary>
public enum Surface
{
    [Color(230, 70, 60)] Building,
    [Color(150, 120, 180)] Clutter,
    [Color(60, 160, 70)] Vegetation,
    [Color(60, 120, 220)] Water,
    [Color(200, 190, 160)] Ground,
    [Color(250, 200, 40)] Car,
}
