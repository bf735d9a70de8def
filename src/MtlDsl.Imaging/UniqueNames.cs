namespace MtlDsl.Imaging;

/// <summary>Names of images as names of files: images of two folders may share one.</summary>
public sealed class UniqueNames
{
    private readonly HashSet<string> taken = [];

    /// <summary>The name, or with a number where it was given before.</summary>
    public string Of(string name)
    {
        for (var number = 1; ; number++)
            if ((number == 1 ? name : $"{name}-{number}") is var candidate && taken.Add(candidate))
                return candidate;
    }
}
