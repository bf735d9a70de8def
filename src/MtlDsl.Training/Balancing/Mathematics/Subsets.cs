namespace MtlDsl.Training.Balancers;

/// <summary>
/// The subsets of a few indices. A convex minimum under sign constraints is the unconstrained minimum over the indices that are positive
/// there; with a handful of tasks, trying every set of them is exact, and quicker than being clever.
/// </summary>
internal static class Subsets
{
    /// <summary>The most indices whose subsets are worth trying: 4096 of them.</summary>
    public const int Most = 12;

    /// <summary>All subsets but the empty one.</summary>
    public static IEnumerable<int[]> Of(int count)
    {
        for (var bits = 1; bits < 1 << count; bits++)
            yield return [.. Enumerable.Range(0, count).Where(index => (bits >> index & 1) == 1)];
    }
}
