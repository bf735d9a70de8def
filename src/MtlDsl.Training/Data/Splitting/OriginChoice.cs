using System.Runtime.InteropServices;

namespace MtlDsl.Training.Data;

/// <summary>Sets a share of some images aside, whole origins at a time.</summary>
internal static class OriginChoice
{
    /// <summary>
    /// Chooses at random, as close to the share as whole origins allow: origins are taken in an order of chance as long as they fit, and
    /// one more if that comes closer.
    /// </summary>
    /// <param name="origins">The origin of each image; an image without one stands for itself.</param>
    /// <param name="share">Between 0 and 1.</param>
    /// <param name="seed">The same seed and origins give the same choice.</param>
    /// <returns>
    /// Whether each image is set aside. Where there are two origins or more and the share is not 0, some are and some are not; where there
    /// is one only, none is.
    /// </returns>
    public static bool[] Choose(IReadOnlyList<string?> origins, double share, ulong seed)
    {
        var groups = Groups(origins);
        Seeds.Random(seed, 0).Shuffle(CollectionsMarshal.AsSpan(groups));

        var target = share * origins.Count;
        var (taken, left, sum) = (new List<List<int>>(), new List<List<int>>(), 0);
        foreach (var group in groups)
        {
            var fits = sum + group.Count <= target + 0.5;
            (fits ? taken : left).Add(group);
            sum += fits ? group.Count : 0;
        }
        // The last that is left stays: something must be.
        if (share > 0 && left.Count > 1 && left.MinBy(group => group.Count) is { } smallest
            && (taken.Count == 0 || Math.Abs(sum + smallest.Count - target) < Math.Abs(sum - target)))
            taken.Add(smallest);
        if (left.Count == 0 && taken.Count > 0)
            taken.RemoveAt(taken.Count - 1);

        var chosen = new bool[origins.Count];
        foreach (var index in taken.SelectMany(group => group))
            chosen[index] = true;
        return chosen;
    }

    // In the order in which origins are first met.
    private static List<List<int>> Groups(IReadOnlyList<string?> origins)
    {
        var groups = new List<List<int>>();
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var index = 0; index < origins.Count; index++)
        {
            if (origins[index] is not { } origin || !places.TryGetValue(origin, out var group))
            {
                groups.Add(group = []);
                if (origins[index] is { } name)
                    places.Add(name, group);
            }
            group.Add(index);
        }
        return groups;
    }
}
