namespace MtlDsl.Scenes;

/// <summary>What a pixel of an <see cref="AerialScene"/> shows, moving objects taken away.</summary>
public enum AerialSurface : byte
{
    /// <summary>Grass, soil, paths and pavements.</summary>
    Ground,

    /// <summary>Carriageways and parking lots.</summary>
    Road,

    /// <summary>Roofs.</summary>
    Building,

    /// <summary>Crowns of trees and bushes.</summary>
    Plant,

    /// <summary>Ponds and rivers.</summary>
    Water,
}
