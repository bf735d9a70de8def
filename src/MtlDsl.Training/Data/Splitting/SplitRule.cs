using System.Globalization;

namespace MtlDsl.Training.Data;

/// <summary>
/// How the images of a data set that brings no lists are divided. Images of one origin - a video, a flight, a large photo - look alike: a
/// network tested on the neighbours of what it learnt seems better than it is. So origins are kept whole, or cut where the rule says.
/// </summary>
/// <remarks>
/// Without <see cref="GroupBy"/> and <see cref="Blocks"/> every fifth image in the order of names is for testing: right for images that
/// have nothing to do with each other.
/// </remarks>
public sealed record SplitRule
{
    /// <summary>One image in so many is for testing where nothing else is said.</summary>
    private const int TestEvery = 5;

    private readonly int blocks = 1;
    private readonly int gap;
    private readonly int? testBlock;

    /// <summary>Images stand for themselves, and every fifth is for testing.</summary>
    public static SplitRule Default { get; } = new();

    /// <summary>
    /// Images whose names begin alike up to this text come from one origin; a name without it stands for itself. A fifth of the images is
    /// for testing, as closely as whole origins allow, chosen by chance.
    /// </summary>
    public string? GroupBy { get; init; }

    /// <summary>
    /// Into how many runs of neighbours each origin's images are cut, or all images where there is no <see cref="GroupBy"/>, in the order of
    /// names with numbers by their value. One run of each is for testing. 1 for whole origins.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Blocks
    {
        get => blocks;
        init => blocks = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Blocks), value, "There is one block at least.");
    }

    /// <summary>Which run is for testing, counted from 1; the last if not given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? TestBlock
    {
        get => testBlock;
        init => testBlock = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(TestBlock), value, "Blocks are counted from 1.");
    }

    /// <summary>Images on either side of a run for testing that are left out of training, for they look like it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0.</exception>
    public int Gap
    {
        get => gap;
        init => gap = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(Gap), value, "A gap has 0 images or more.");
    }

    /// <summary>Decides which whole origins are for testing.</summary>
    public ulong Seed { get; init; }

    /// <summary>The origin of an image by its name; null where it stands for itself.</summary>
    internal string? Origin(string name) =>
        GroupBy is { Length: > 0 } && name.IndexOf(GroupBy, StringComparison.Ordinal) is > 0 and var end ? name[..end] : null;

    /// <summary>The images of a split with their origins, in order. There are none for validation.</summary>
    /// <param name="names">The names of all images.</param>
    /// <param name="split">Which part.</param>
    /// <param name="place">The data set's folder, for messages.</param>
    /// <exception cref="DataException">The rule leaves nothing for testing or for training.</exception>
    internal IReadOnlyList<(string Name, string? Origin)> Part(IEnumerable<string> names, Split split, string place)
    {
        var all = names.ToList();
        if (split == Split.Validation || all.Count == 0)
            return [];
        return Blocks > 1 ? ByBlock(all, split, place) : GroupBy is { Length: > 0 } ? ByOrigin(all, split, place) : EveryFifth(all, split);
    }

    private static (string, string?)[] EveryFifth(List<string> names, Split split) =>
    [
        .. names.Order(StringComparer.Ordinal)
            .Where((_, index) => index % TestEvery == TestEvery - 1 == (split == Split.Test)).Select(name => (name, (string?)null)),
    ];

    private (string, string?)[] ByOrigin(List<string> names, Split split, string place)
    {
        var ordered = names.Select(name => (Name: name, Origin: Origin(name))).OrderBy(image => image.Name, NaturalOrder.Instance).ToList();
        var isTest = OriginChoice.Choose([.. ordered.Select(image => image.Origin)], 1.0 / TestEvery, Seed);
        if (!isTest.Contains(true))
            throw new DataException(
                $"All images of '{place}' come from one origin, '{ordered[0].Origin ?? ordered[0].Name}', so none is left for testing; declare "
                + $"Blocks = {TestEvery} to cut it into runs, or another GroupBy than \"{GroupBy}\".");
        return [.. ordered.Where((_, index) => isTest[index] == (split == Split.Test))];
    }

    private (string, string?)[] ByBlock(List<string> names, Split split, string place)
    {
        if (TestBlock > Blocks)
            throw new DataException(string.Create(
                CultureInfo.InvariantCulture, $"'{place}' is cut into {Blocks} blocks, and block {TestBlock} is to be for testing; name one of them."));
        var test = string.Create(CultureInfo.InvariantCulture, $"#{TestBlock ?? Blocks}");
        var all = Runs(names, place);
        var part = Part(all, all.Select(image => image.Origin!.EndsWith(test, StringComparison.Ordinal) ? Split.Test : Split.Train), split);
        return part.Length > 0
            ? part
            : throw new DataException(string.Create(
                CultureInfo.InvariantCulture, $"A gap of {Gap} images leaves nothing of '{place}' for training; declare a smaller one."));
    }

    /// <summary>All images in order, origin after origin, each with its origin or, where origins are cut, its run of neighbours.</summary>
    /// <param name="names">The names of all images.</param>
    /// <param name="place">The data set's folder, for messages.</param>
    /// <exception cref="DataException">An origin has fewer images than it is to be cut into.</exception>
    internal IReadOnlyList<(string Name, string? Origin)> Runs(IEnumerable<string> names, string place)
    {
        if (Blocks == 1)
            return [.. names.Order(NaturalOrder.Instance).Select(name => (name, Origin(name)))];
        var all = new List<(string, string?)>();
        foreach (var origin in names.GroupBy(Origin).OrderBy(group => group.Key ?? "", NaturalOrder.Instance))
        {
            var ordered = origin.Order(NaturalOrder.Instance).ToArray();
            if (ordered.Length < Blocks)
                throw new DataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(origin.Key is null ? $"'{place}' has" : $"The origin '{origin.Key}' of '{place}' has")} {ordered.Length} images, too few for {Blocks} blocks; declare fewer."));
            for (var block = 0; block < Blocks; block++)
                for (var index = Start(block); index < Start(block + 1); index++)
                    all.Add((ordered[index], string.Create(CultureInfo.InvariantCulture, $"{origin.Key}#{block + 1}")));

            int Start(int block) => (int)((long)block * ordered.Length / Blocks);
        }
        return all;
    }

    /// <summary>The images of a split; those for training keep the gap from all others of their origin.</summary>
    /// <param name="images">All images in order, as <see cref="Runs"/> gives them.</param>
    /// <param name="splits">The split of each.</param>
    /// <param name="split">Which part.</param>
    internal (string Name, string? Origin)[] Part(IReadOnlyList<(string Name, string? Origin)> images, IEnumerable<Split> splits, Split split)
    {
        var given = splits.ToArray();
        return [.. images.Where((_, index) => given[index] == split && (split != Split.Train || !IsNearOthers(index)))];

        bool IsNearOthers(int index) => Enumerable.Range(index - Gap, 2 * Gap + 1).Any(near =>
            near >= 0 && near < given.Length && given[near] != Split.Train && Origin(images[near].Name) == Origin(images[index].Name));
    }
}
