using MtlDsl.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>A copy of a network's weights and statistics.</summary>
internal sealed class Snapshot : IDisposable
{
    private readonly Dictionary<string, Tensor> tensors;

    private Snapshot(Dictionary<string, Tensor> tensors) => this.tensors = tensors;

    /// <summary>Copies what a network is now.</summary>
    public static Snapshot Of(IMultitaskModel model)
    {
        using var mode = no_grad();
        return new(model.Module.state_dict().ToDictionary(item => item.Key, item => item.Value.detach().clone().DetachFromDisposeScope()));
    }

    /// <summary>Reads what <see cref="Save"/> gave.</summary>
    /// <exception cref="CheckpointException">The checkpoint lacks some of it.</exception>
    /// <exception cref="FormatException">A tensor has another shape.</exception>
    public static Snapshot Read(IMultitaskModel model, StateFile checkpoint, string prefix) =>
        new(model.Module.state_dict().ToDictionary(item => item.Key, item => checkpoint[prefix + item.Key].ToTensorLike(item.Value).DetachFromDisposeScope()));

    /// <summary>Makes a network what it was then.</summary>
    public void CopyTo(IMultitaskModel model)
    {
        using var mode = no_grad();
        foreach (var (name, tensor) in model.Module.state_dict())
            tensor.copy_(tensors[name]);
    }

    /// <summary>The copy, for a checkpoint.</summary>
    public IEnumerable<TensorToStore> Save(string prefix) => tensors.Select(item => TensorStorage.ToStore(prefix + item.Key, item.Value));

    public void Dispose()
    {
        foreach (var tensor in tensors.Values)
            tensor.Dispose();
    }
}
