using System.Collections.Concurrent;

namespace MtlDsl.Training.Data;

/// <summary>Divides the images of a data set 60 : 20 : 20 so that every class is in all parts, by what their masks hold.</summary>
internal static class ClassBalance
{
    private static readonly Split[] parts = [Split.Train, Split.Validation, Split.Test];
    private static readonly double[] shares = [0.6, 0.2, 0.2];

    // A program opens one part after the other; reading all masks takes long enough once.
    private static readonly ConcurrentDictionary<string, int[]> presences = new(StringComparer.Ordinal);

    /// <summary>The images of a split, in order.</summary>
    /// <param name="images">All images with their origins, which stay whole.</param>
    /// <param name="split">Which part.</param>
    /// <param name="seed">Decides between equals.</param>
    /// <param name="presence">What an image holds: for every class, in how many of its tiles.</param>
    /// <param name="key">Tells this data set from others.</param>
    public static IEnumerable<(string Name, string? Origin)> Part(
        IReadOnlyList<(string Name, string? Origin)> images, Split split, ulong seed, Func<string, int[]> presence, string key)
    {
        var groups = images.GroupBy(image => image.Origin ?? image.Name).ToArray();
        var held = images.AsParallel().Select(image => (image.Name, Counts: presences.GetOrAdd($"{key}/{image.Name}", _ => presence(image.Name))))
            .ToDictionary(pair => pair.Name, pair => pair.Counts);
        var assigned = BalancedSplit.Assign(
            [.. groups.Select(group => new BalancedGroup(group.Count(), Sum(group.Select(image => held[image.Name]))))], shares, seed);
        return groups.Where((_, index) => parts[assigned[index]] == split).SelectMany(group => group).OrderBy(image => image.Name, NaturalOrder.Instance);
    }

    private static int[] Sum(IEnumerable<int[]> counts) =>
        counts.Aggregate((first, second) => [.. first.Zip(second, (a, b) => a + b)]);
}
