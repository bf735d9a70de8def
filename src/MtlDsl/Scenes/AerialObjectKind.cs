namespace MtlDsl.Scenes;

/// <summary>What moves in an <see cref="AerialScene"/>.</summary>
public enum AerialObjectKind
{
    /// <summary>A car, pick-up, van or truck.</summary>
    Vehicle,

    /// <summary>Someone on foot.</summary>
    Person,
}
