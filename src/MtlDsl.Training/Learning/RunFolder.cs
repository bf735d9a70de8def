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

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
