namespace MtlDsl.Scenes;

/// <summary>The shape of a roof.</summary>
internal enum RoofKind
{
    /// <summary>A terrace with a parapet and machinery.</summary>
    Flat,

    /// <summary>Two slopes from a ridge.</summary>
    Gable,

    /// <summary>Four slopes.</summary>
    Hip,
}
