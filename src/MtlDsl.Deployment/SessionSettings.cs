using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>How a network is run.</summary>
public sealed record SessionSettings
{
    /// <summary>Threads that compute one call; null for one a physical core.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public int? Threads
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Threads), value, "At least one thread is needed; null takes one a core.");
    }

    /// <summary>What computes it: the first of these that can. Just the processor by default.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IReadOnlyList<ExecutionProvider> Providers
    {
        get;
        init => field = value.Count > 0 ? value : throw new ArgumentException("At least one provider is needed.", nameof(Providers));
    } = [ExecutionProvider.Cpu];

    /// <summary>What computes it, and nothing else: short for a list of one.</summary>
    public ExecutionProvider Provider
    {
        get => Providers[0];
        init => Providers = [value];
    }

    /// <summary>Which GPU, from 0.</summary>
    public int Device { get; init; }

    /// <summary>How images are brought into the input.</summary>
    public ImageFit Fit { get; init; }

    /// <summary>
    /// Which detections are given: by default those that are good to look at, with a score above 0.3. To measure average precision take
    /// <see cref="DetectionOptions.Default"/>, which keeps the weak ones.
    /// </summary>
    public DetectionOptions Detection { get; init; } = new(ScoreThreshold: 0.3f);
}
