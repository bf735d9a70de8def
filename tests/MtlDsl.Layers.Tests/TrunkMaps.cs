using MtlDsl.Training;
using static TorchSharp.torch;

namespace MtlDsl.Layers.Tests;

/// <summary>Runs the trunk of a generated network.</summary>
internal static class TrunkMaps
{
    /// <summary>The maps that its heads read, each with what is declared of it.</summary>
    public static IEnumerable<(TapInfo Tap, Tensor Map)> Of(IMultitaskModel model, Tensor image)
    {
        var maps = model.Trunk.GetType().GetMethod("forward")!.Invoke(model.Trunk, [image])!;
        foreach (var property in maps.GetType().GetProperties().Where(p => p.PropertyType == typeof(Tensor)))
            yield return (model.Architecture.Taps.Single(tap => tap.Owner == "Trunk" && tap.Member == property.Name), (Tensor)property.GetValue(maps)!);
    }
}
