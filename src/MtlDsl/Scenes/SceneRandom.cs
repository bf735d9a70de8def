namespace MtlDsl.Scenes;

/// <summary>
/// Random numbers that are the same for a seed on every machine and with every version of .NET (SplitMix64: Steele, Lea and Flood, 2014).
/// </summary>
internal sealed class SceneRandom(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    /// <summary>0 to 1, 1 excluded.</summary>
    public float Fraction() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>Between two values.</summary>
    public float Between(float low, float high) => low + (high - low) * Fraction();

    /// <summary>A whole number from low to high, both included.</summary>
    public int Whole(int low, int high) => low + (int)(Next() % (ulong)(high - low + 1));

    /// <summary>True with a probability.</summary>
    public bool Chance(float probability) => Fraction() < probability;

    /// <summary>One of several.</summary>
    public T Pick<T>(ReadOnlySpan<T> items) => items[Whole(0, items.Length - 1)];
}
