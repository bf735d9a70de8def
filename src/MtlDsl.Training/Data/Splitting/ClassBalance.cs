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
    /// <param name="names">The names of all images.</param>
    /// <param name="split">Which part.</param>
    /// <param name="rule">Which images stay together, and how far those for training keep from the others.</param>
    /// <param name="presence">What an image holds: for every class, in how many of its tiles.</param>
    /// <param name="place">The data set's folder.</param>
    public static IReadOnlyList<(string Name, string? Origin)> Part(
        IEnumerable<string> names, Split split, SplitRule rule, Func<string, int[]> presence, string place)
    {
        var images = rule.Runs(names, place);
        var groups = images.GroupBy(image => image.Origin ?? image.Name).ToArray();
        var held = images.AsParallel().Select(image => (image.Name, Counts: presences.GetOrAdd($"{place}/{image.Name}", _ => presence(image.Name))))
            .ToDictionary(pair => pair.Name, pair => pair.Counts);
        var assigned = BalancedSplit.Assign(
            [.. groups.Select(group => new BalancedGroup(group.Count(), Sum(group.Select(image => held[image.Name]))))], shares, rule.Seed);
        var splits = groups.Select((group, index) => (group.Key, parts[assigned[index]])).ToDictionary();
        return rule.Part(images, images.Select(image => splits[image.Origin ?? image.Name]), split);
    }

    private static int[] Sum(IEnumerable<int[]> counts) =>
        counts.Aggregate((first, second) => [.. first.Zip(second, (a, b) => a + b)]);
}
