namespace MtlDsl.Deployment;

/// <summary>A class with its probability.</summary>
/// <typeparam name="TClass">The classes.</typeparam>
/// <param name="Class">The class.</param>
/// <param name="Probability">How sure the network is, 0 to 1.</param>
public readonly record struct ClassScore<TClass>(TClass Class, float Probability) where TClass : struct, Enum;

/// <summary>How likely an image is of each class.</summary>
/// <typeparam name="TClass">The classes.</typeparam>
public sealed class ClassScores<TClass> where TClass : struct, Enum
{
    private readonly IReadOnlyList<float> probabilities;

    private ClassScores(IReadOnlyList<float> probabilities) => this.probabilities = probabilities;

    /// <summary>The most likely class; among equal ones the first.</summary>
    public ClassScore<TClass> Top => TopK(1)[0];

    /// <summary>The probability of a class, 0 to 1; those of all classes add up to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the enum.</exception>
    public float this[TClass @class] => probabilities[ClassValues<TClass>.IndexOf(@class)];

    /// <summary>The most likely classes by falling probability, among equal ones the first first.</summary>
    /// <param name="k">How many; all where there are fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public IReadOnlyList<ClassScore<TClass>> TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        return
        [
            .. probabilities.Select((probability, index) => new ClassScore<TClass>(ClassValues<TClass>.Of(index), probability))
                .OrderByDescending(score => score.Probability).Take(k),
        ];
    }

    /// <summary>Gives a classification head's prediction its classes; it follows the prediction where that is read again.</summary>
    /// <exception cref="ArgumentException">It is of another kind of head, or of one with other classes.</exception>
    public static ClassScores<TClass> From(HeadPrediction prediction) =>
        new(ClassValues<TClass>.Require<ClassificationPrediction>(prediction).Probabilities);
}
