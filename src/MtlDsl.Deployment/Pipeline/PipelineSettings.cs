namespace MtlDsl.Deployment;

/// <summary>How frames go through a <see cref="FramePipeline{TPrediction}"/>.</summary>
public sealed record PipelineSettings
{
    /// <summary>Frames that may wait, decoded, for the network; where the source is made to wait, one more. Each takes the memory of a call.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public int Waiting
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(Waiting), value, "At least one frame has to be able to wait.");
    } = 2;

    /// <summary>Frames that are ready and not yet asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public int Ready
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(Ready), value, "At least one frame has to be able to be ready.");
    } = 2;

    /// <summary>What happens to a frame that comes while as many wait as may.</summary>
    public FullQueue WhenFull { get; init; }

    /// <summary>Whether a frame keeps its image, to draw on. It costs a copy.</summary>
    public bool KeepImages { get; init; }
}
