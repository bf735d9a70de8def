using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training;

/// <summary>A part of a training that a checkpoint must hold, so that a resumed run ends as one that was never interrupted.</summary>
internal interface IResumable
{
    /// <summary>What to keep; names begin with the part's own word and a dot, so that parts cannot clash.</summary>
    IEnumerable<TensorToStore> Save();

    /// <summary>Takes up what <see cref="Save"/> gave.</summary>
    /// <exception cref="CheckpointException">The checkpoint lacks what this part needs.</exception>
    void Restore(StateFile checkpoint);
}
