namespace MtlDsl.Generators.Specs;

/// <summary>One head as declared.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="Property">The property's modifiers and type, to be repeated by its implementation.</param>
/// <param name="Classes">Its classes.</param>
/// <param name="Origin">The property's name.</param>
internal abstract record HeadSpec(string Name, string Property, ClassEnumSpec Classes, Origin Origin)
{
    /// <summary>As a submodule is named: what its parameters' names start with.</summary>
    public string Prefix => Text.Snake(Name);

    /// <summary>As a field or local is named; never as the property is.</summary>
    public string Field => char.IsLower(Name[0]) ? "_" + Name : Text.Camel(Name);

    /// <summary>The class of the head's module.</summary>
    public string ModuleClass => Name + "Module";
}

/// <summary>A fully convolutional segmentation head.</summary>
internal sealed record FcnHeadSpec(
    string Name, string Property, ClassEnumSpec Classes, Origin Origin,
    StageRef Tap, EquatableArray<StageRef> Skips, PixelCrossEntropySpec Loss) : HeadSpec(Name, Property, Classes, Origin);

/// <summary>An SSD detection head.</summary>
internal sealed record SsdHeadSpec(
    string Name, string Property, ClassEnumSpec Classes, Origin Origin,
    EquatableArray<DetectAtSpec> Maps, MultiBoxLossSpec Loss) : HeadSpec(Name, Property, Classes, Origin)
{
    /// <summary>Score channels a default box: the classes and the background.</summary>
    public int ScoreClasses => Classes.Members.Count + 1;
}

/// <summary>A map on which an SSD head predicts, with the shapes of its default boxes in pixels.</summary>
internal sealed record DetectAtSpec(StageRef Tap, EquatableArray<BoxShape> Shapes, double Step, double L2Norm, Origin Origin);

/// <summary>Width and height of a default box in pixels.</summary>
internal readonly record struct BoxShape(double Width, double Height);

/// <summary>Cross-entropy over pixels.</summary>
internal sealed record PixelCrossEntropySpec(double Weight, int IgnoreLabel);

/// <summary>SSD's loss.</summary>
internal sealed record MultiBoxLossSpec(double Weight, double NegativeRatio, double Overlap, double LocationWeight);
