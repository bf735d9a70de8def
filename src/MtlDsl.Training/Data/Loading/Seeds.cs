namespace MtlDsl.Training.Data;

/// <summary>Makes many independent seeds out of one.</summary>
internal static class Seeds
{
    /// <summary>
    /// A seed that depends on all bits of both numbers. For one seed, different numbers give different seeds: a step of SplitMix64
    /// (Steele, Lea and Flood, 2014) can be undone.
    /// </summary>
    public static ulong Mix(ulong seed, ulong number)
    {
        var z = Scramble(seed) + number * 0x9E3779B97F4A7C15;
        return Scramble(z);
    }

    /// <summary>A source of chance for a seed and a number.</summary>
    public static Random Random(ulong seed, ulong number) => new((int)(Mix(seed, number) >> 33));

    private static ulong Scramble(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
