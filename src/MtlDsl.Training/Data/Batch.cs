using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>A mini-batch, ready for a training step.</summary>
/// <param name="images">N x 3 x height x width, float32, normalised.</param>
/// <param name="targets">The labels, one entry a head in the order of the architecture's heads; null where no image labels the task.</param>
public sealed class Batch(Tensor images, IReadOnlyList<HeadTargets?> targets) : IDisposable
{
    /// <summary>N x 3 x height x width, float32, normalised.</summary>
    public Tensor Images { get; } = images;

    /// <summary>The labels, one entry a head; null where no image of the batch labels the task.</summary>
    public IReadOnlyList<HeadTargets?> Targets { get; } = targets;

    /// <summary>Number of images.</summary>
    public int Count => (int)Images.shape[0];

    /// <summary>A copy of the batch on a device. A GPU of NVIDIA's fetches it while the program goes on.</summary>
    public Batch To(Device device)
    {
        return new(Copy(Images), [.. Targets.Select(targets => targets?.Copy(Copy))]);

        Tensor Copy(Tensor tensor)
        {
            // Only from pinned memory is the copy made beside other work; libtorch keeps that memory until the copy is done.
            var isAsynchronous = device.type == DeviceType.CUDA;
            using var pinned = isAsynchronous ? tensor.pin_memory() : null;
            return (pinned ?? tensor).to(device, copy: true, non_blocking: isAsynchronous).DetachFromDisposeScope();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        foreach (var target in Targets)
            target?.Dispose();
    }
}
