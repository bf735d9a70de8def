namespace MtlDsl.Training;

/// <summary>The folder of one training: what it writes and where.</summary>
/// <param name="path">The folder; it is made when something is written.</param>
public sealed class RunFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>The settings, for people.</summary>
    public string Settings => File("settings.json");

    /// <summary>One row a step: iteration, learning rate, losses.</summary>
    public string Log => File("log.csv");

    /// <summary>All that is needed to go on.</summary>
    public string Checkpoint => File("checkpoint.safetensors");

    /// <summary>The weights after the last step.</summary>
    public string Weights => File("weights.safetensors");

    /// <summary>The weights that measured best.</summary>
    public string BestWeights => File("best.safetensors");

    private string File(string name) => System.IO.Path.Combine(Path, name);
}
