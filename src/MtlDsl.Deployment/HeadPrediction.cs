namespace MtlDsl.Deployment;

/// <summary>What one head says of one image.</summary>
public abstract record HeadPrediction
{
    private protected HeadPrediction()
    {
    }

    /// <summary>The head.</summary>
    public abstract Head Head { get; }
}
