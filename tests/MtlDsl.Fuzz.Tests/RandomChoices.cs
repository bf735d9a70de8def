namespace MtlDsl.Fuzz.Tests;

/// <summary>Choices as a grammar makes them.</summary>
internal static class RandomChoices
{
    public static T Pick<T>(this Random random, params IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>Once in three times.</summary>
    public static bool Sometimes(this Random random) => random.Next(3) == 0;

    /// <summary>Some of the choices, in their order; at least one.</summary>
    public static IReadOnlyList<T> Some<T>(this Random random, IReadOnlyList<T> choices, int most)
    {
        var shuffled = Enumerable.Range(0, choices.Count).ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled.Take(random.Next(1, Math.Min(most, choices.Count) + 1)).Order().Select(index => choices[index])];
    }
}
