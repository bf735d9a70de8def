namespace MtlDsl.Models;

/// <summary>The surfaces of the study's aerial segmentation: ten classes and the background.</summary>
public enum AerialClass
{
#pragma warning disable CS1591 // the names say all
    [Color(0, 0, 0)] Background,
    [Color(196, 164, 132)] Outdoor,
    [Color(170, 70, 60)] Building,
    [Color(128, 128, 128)] Road,
    [Color(60, 140, 60)] Vegetation,
    [Color(140, 190, 90)] Grass,
    [Color(50, 100, 190)] Water,
    [Color(220, 60, 160)] Railway,
    [Color(240, 200, 40)] Vehicle,
    [Color(120, 90, 200)] Pool,
    [Color(230, 120, 30)] Person,
}
