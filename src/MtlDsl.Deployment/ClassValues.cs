namespace MtlDsl.Deployment;

/// <summary>The members of an enum of classes in the order of their values, which is that of the head's classes.</summary>
internal static class ClassValues<TClass> where TClass : struct, Enum
{
    private static readonly TClass[] Members = Enum.GetValues<TClass>();
    private static readonly string[] Names = Enum.GetNames<TClass>();

    public static TClass Of(int index) => Members[index];

    public static int IndexOf(TClass value)
    {
        var index = Array.IndexOf(Members, value);
        return index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(value), value, $"{value} is no member of {typeof(TClass).Name}.");
    }

    /// <summary>Takes a prediction as one of a kind whose head has this enum's classes.</summary>
    /// <exception cref="ArgumentException">It is of another kind, or its head has other classes.</exception>
    public static TPrediction Require<TPrediction>(HeadPrediction prediction) where TPrediction : HeadPrediction
    {
        if (prediction is not TPrediction typed)
            throw new ArgumentException($"{prediction.Head} gives a {prediction.GetType().Name}, not a {typeof(TPrediction).Name}.", nameof(prediction));
        if (!prediction.Head.Classes.Select(c => c.Name).SequenceEqual(Names))
            throw new ArgumentException(
                $"{prediction.Head} has the classes {string.Join(", ", prediction.Head.Classes.Select(c => c.Name))}; those of {typeof(TClass).Name} are {string.Join(", ", Names)}.",
                nameof(prediction));
        return typed;
    }
}
