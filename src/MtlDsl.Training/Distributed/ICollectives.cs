using static TorchSharp.torch;

namespace MtlDsl.Training.Distributed;

/// <summary>
/// What carries the exchanges of a <see cref="ProcessGroup"/>. All ranks call the same methods in the same order, with contiguous tensors of
/// the same shape and type, outside of autograd. Texts go another way, which still works when the exchanges have failed.
/// </summary>
public interface ICollectives : IDisposable
{
    /// <summary>Puts in place of each element its sum over all ranks.</summary>
    /// <exception cref="CollectiveException">Another rank ended, or did not come in time.</exception>
    void Sum(Tensor tensor);

    /// <summary>Puts in place of each element the greatest of all ranks.</summary>
    /// <exception cref="CollectiveException">Another rank ended, or did not come in time.</exception>
    void Maximum(Tensor tensor);

    /// <summary>Puts in place of a tensor that of the first rank.</summary>
    /// <exception cref="CollectiveException">Another rank ended, or did not come in time.</exception>
    void Broadcast(Tensor tensor);

    /// <summary>Waits until all ranks have come here.</summary>
    /// <exception cref="CollectiveException">Another rank ended, or did not come in time.</exception>
    void Barrier();

    /// <summary>Leaves a text where all ranks can read it.</summary>
    /// <exception cref="CollectiveException">What holds the texts is gone.</exception>
    void Post(string key, string text);

    /// <summary>A text that some rank has left; null where none has.</summary>
    /// <exception cref="CollectiveException">What holds the texts is gone.</exception>
    string? Read(string key);

    /// <summary>Gives the exchanges up, so that ranks that wait for this one fail; texts can still be left and read.</summary>
    void Abandon();
}
