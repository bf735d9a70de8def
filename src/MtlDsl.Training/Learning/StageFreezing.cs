using TorchSharp;
using TorchSharp.Modules;

namespace MtlDsl.Training;

/// <summary>
/// Keeps the first stages of a trunk as they are: early stages of a trunk trained on millions of images see what any image is made of,
/// and small data sets rather spoil them. The study froze conv1 and res2 when it trained SSD on ResNet-50.
/// </summary>
public static class StageFreezing
{
    private const string Trunk = "Trunk";

    /// <summary>
    /// Stops the trunk's stages up to one of them, and that one, from learning: their parameters ask for no gradient, and their batch norms
    /// keep the statistics that they have. Setting the network to training mode sets these norms too; apply it again after that.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="upTo">The last stage to freeze: a member of the trunk's enum, <c>"Res2c"</c> or <c>"ResNet50.Res2c"</c>; null freezes none.</param>
    /// <exception cref="ArgumentException">The trunk has no such stage; the message lists those that it has.</exception>
    public static void Apply(IMultitaskModel model, string? upTo)
    {
        if (upTo is null)
            return;
        var frozen = UpTo(model, upTo);
        foreach (var (name, parameter) in model.Module.named_parameters())
            if (frozen.Any(stage => stage.Holds(name)))
                parameter.requires_grad = false;
        foreach (var (name, module) in model.Module.named_modules())
            if (module is BatchNorm2d && frozen.Any(stage => stage.Holds(name)))
                module.eval();
    }

    private static List<TapInfo> UpTo(IMultitaskModel model, string upTo)
    {
        var stages = model.Architecture.Taps.Where(tap => tap.Owner == Trunk).ToList();
        var last = stages.FindIndex(stage => stage.Member == upTo || stage.Name == upTo);
        return last >= 0
            ? stages[..(last + 1)]
            : throw new ArgumentException(
                $"'{upTo}' is no stage of {model.Architecture.Name}'s trunk, which could be frozen up to it; the trunk has "
                + $"{string.Join(", ", stages.Select(stage => stage.Member))}.");
    }
}
