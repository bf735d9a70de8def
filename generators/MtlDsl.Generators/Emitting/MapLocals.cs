using MtlDsl.Generators.Graph;

namespace MtlDsl.Generators.Emitting;

/// <summary>What generated code calls the maps that a head works on; the same in its module and in its ONNX form.</summary>
internal static class MapLocals
{
    /// <summary>The stage's local where the head computes it itself, else the trunk's map.</summary>
    public static string Read(this HeadGraph head, Stage stage) => head.Owned.Contains(stage) ? stage.Variable : SharedMap(stage);

    /// <summary>The map that an SSD head's predictors read: normalised where that is declared.</summary>
    public static string Read(this SsdGraph ssd, DetectionMap map) => map.Spec.L2Norm > 0 ? $"{map.Tap.Variable}Normalized" : ssd.Read(map.Tap);

    /// <summary>A map that the trunk gives.</summary>
    public static string SharedMap(Stage stage) => $"maps.{Text.Identifier(stage.Spec.Member)}";
}
