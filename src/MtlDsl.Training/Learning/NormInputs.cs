using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// Refuses what batch norms cannot learn from: one value per channel, which a batch of one image gives on a map of 1x1, has no variance. Torch's
/// own module says so in Python only; here the running variances would silently become NaN.
/// </summary>
internal sealed class NormInputs : IDisposable
{
    private readonly List<Action> unhook = [];

    /// <summary>Watches the norms of a network until it is disposed.</summary>
    public NormInputs(nn.Module network)
    {
        foreach (var (name, module) in network.named_modules())
            if (module is BatchNorm2d norm)
                unhook.Add(norm.register_forward_pre_hook((_, input) => Check(name, norm, input)).remove);
    }

    /// <summary>Leaves the norms alone.</summary>
    public void Dispose() => unhook.ForEach(remove => remove());

    private static Tensor Check(string name, BatchNorm2d norm, Tensor input)
    {
        if (norm.training && input.shape is [var images, _, var height, var width] && images * height * width == 1)
            throw new TrainingException(
                $"The batch norm {name} gets one value per channel (1 image, a map of 1x1) and cannot learn a variance from it. "
                + "Use batches of at least two images (--batch), keep the norms as they are (--batch-norm Frozen), or declare a group norm there.");
        return input;
    }
}
