using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training;

/// <summary>Writes what a training leaves in its folder: settings, log, checkpoint and weights.</summary>
/// <param name="folder">Where to.</param>
/// <param name="model">The network.</param>
/// <param name="options">The settings.</param>
internal sealed class RunFiles(RunFolder folder, IMultitaskModel model, TrainingOptions options)
{
    /// <summary>Whether the folder was deleted or moved: what the run wrote at its beginning is there as long as the folder is the same.</summary>
    public bool AreGone => !File.Exists(folder.Settings);

    /// <summary>Makes the folder, writes the settings and opens the log.</summary>
    /// <param name="iteration">Steps done; later rows of an interrupted run are dropped.</param>
    /// <exception cref="CheckpointException">The folder cannot be written to.</exception>
    public TrainingLog Begin(int iteration)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            AtomicFile.Write(folder.Settings, TrainingOptionsJson.Write(options));
            return new TrainingLog(folder.Log, model.Architecture.Heads.Select(head => head.Name), iteration);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{folder.Path}: the run cannot be written there: {error.Message}", error);
        }
    }

    /// <summary>Writes all that is needed to go on.</summary>
    /// <param name="state">What a checkpoint holds besides the network.</param>
    /// <param name="iteration">Steps done.</param>
    /// <exception cref="CheckpointException">It cannot be written, or the folder was deleted meanwhile; the checkpoint is then written anew.</exception>
    public void SaveCheckpoint(IEnumerable<IResumable> state, int iteration)
    {
        var wereGone = AreGone;
        TrainingCheckpoint.Save(folder.Checkpoint, model, state, options, iteration);
        if (wereGone)
            throw new CheckpointException(
                $"{folder.Path}: was deleted or moved while the run wrote to it, and with it the log, the measures and the weights so far. "
                + $"The checkpoint of step {iteration} was written anew: go on from it with --resume.");
    }

    /// <summary>Keeps weights that have measured best.</summary>
    /// <param name="tasks">The heads for which they did.</param>
    /// <param name="isBest">Whether they did for all together.</param>
    /// <param name="iteration">Steps done.</param>
    public void SaveBest(IReadOnlyList<string> tasks, bool isBest, int iteration)
    {
        foreach (var task in tasks)
            SaveWeights(folder.BestWeightsOf(task), iteration);
        if (isBest)
            SaveWeights(folder.BestWeights, iteration);
    }

    /// <summary>Writes the weights that the last step has left.</summary>
    public void SaveLast(int iteration) => SaveWeights(folder.Weights, iteration);

    private void SaveWeights(string file, int iteration) => NetworkWeights.Save(file, model, iteration, options.Only);
}
