using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>What the residual blocks of ResNets have in common.</summary>
internal static class Residual
{
    /// <summary>The 1x1 projection of a shortcut, named as in torchvision.</summary>
    public static Child Projection(Dim inputs, Dim outputs, Dim stride, Component norm) =>
        new("downsample", Chain.Numbered([new Conv2d(inputs, outputs, 1, stride), norm]));

    public static string Describe(bool projected) => projected ? "a projected shortcut" : "an identity shortcut";

    /// <summary>Adds an activation, which has no name; nothing where there is none.</summary>
    public static void AddActivation(this List<Child> row, ActivationKind kind)
    {
        if (Activate.Of(kind) is { } activation)
            row.Add(new(null, activation));
    }
}
