using System.Text.Json;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training;

/// <summary>The folder of one training: what it writes and where.</summary>
/// <param name="path">The folder; it is made when something is written.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>The settings, for people.</summary>
    public string Settings => File("settings.json");

    /// <summary>One row a step: learning rate, losses and weights of the tasks.</summary>
    public string Log => File("log.csv");

    /// <summary>One row an evaluation: every measure of every head.</summary>
    public string Metrics => File("metrics.csv");

    /// <summary>The measures of the last evaluation with their classes.</summary>
    public string LatestMetrics => File("metrics.json");

    /// <summary>The measures of the finished network on the test images, where others were held out to choose by.</summary>
    public string TestMetrics => File("test.json");

    /// <summary>What the run ran on: an entry a process.</summary>
    public string Environment => File("environment.json");

    /// <summary>The run for TensorBoard.</summary>
    public string Events => File("events.out.tfevents.mtldsl");

    /// <summary>The run as a page to open.</summary>
    public string Report => File("report.html");

    /// <summary>All that is needed to go on.</summary>
    public string Checkpoint => File("checkpoint.safetensors");

    /// <summary>The weights after the last step.</summary>
    public string Weights => File("weights.safetensors");

    /// <summary>The weights that measured best, all heads together.</summary>
    public string BestWeights => File("best.safetensors");

    /// <summary>The weights that measured best for a head.</summary>
    public string BestWeightsOf(string head) => File($"best-{head}.safetensors");

    /// <summary>Locked while a process trains.</summary>
    internal string Lock => File("run.lock");

    /// <summary>Which process that is.</summary>
    internal string LockOwner => File("run.lock.owner");

    /// <summary>Whether there is something that would be lost if another run began here: a checkpoint or weights.</summary>
    public bool HoldsRun => System.IO.File.Exists(Checkpoint) || System.IO.File.Exists(Weights);

    /// <summary>The weights that the run has come to: those after its last step or, where it has not got there, those of its checkpoint.</summary>
    public string LatestWeights => System.IO.File.Exists(Weights) || !System.IO.File.Exists(Checkpoint) ? Weights : Checkpoint;

    /// <summary>Reads the settings; null where there are none, or of another version.</summary>
    public TrainingOptions? ReadSettings()
    {
        try
        {
            return TrainingOptionsJson.Read(System.IO.File.ReadAllText(Settings));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Deletes what an earlier run wrote, its exported networks too, so that nothing of it is taken for the next one's. Other files stay.
    /// </summary>
    /// <exception cref="CheckpointException">A file cannot be deleted.</exception>
    public void Clear()
    {
        if (!Directory.Exists(Path))
            return;
        string[] own = [Settings, Log, Metrics, LatestMetrics, TestMetrics, Environment, Events, Report, Checkpoint, Weights, BestWeights];
        try
        {
            foreach (var file in new[] { "best-*.safetensors", "model*.onnx*" }.SelectMany(pattern => Directory.EnumerateFiles(Path, pattern)).Concat(own).ToList())
                System.IO.File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{Path}: the earlier run cannot be deleted: {error.Message}", error);
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
