using MtlDsl.Generators.Graph;

namespace MtlDsl.Generators.Layers;

/// <summary>What the residual blocks of ResNets have in common.</summary>
internal static class Residual
{
    /// <summary>The 1x1 projection of a shortcut, named as in torchvision.</summary>
    public static Child Projection(Dim inputs, Dim outputs, Dim stride) =>
        new("downsample", Chain.Numbered([new Conv2d(inputs, outputs, 1, stride), new BatchNorm2d(outputs)]));

    public static string Describe(bool projected) => projected ? "a projected shortcut" : "an identity shortcut";
}
