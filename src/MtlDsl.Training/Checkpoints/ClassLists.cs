namespace MtlDsl.Training.Checkpoints;

/// <summary>
/// The classes of a network's heads, which stand beside its weights: an output is a number, and only their order says what it means. Files that
/// were written without them still open.
/// </summary>
internal static class ClassLists
{
    /// <summary>What a file of weights says, under the same keys as an exported network.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(Architecture architecture) =>
        NetworkMetadata.Classes(architecture).Select(item => KeyValuePair.Create(item.Key, item.Text));

    /// <summary>Makes sure that a file of weights knows no other classes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="declared">What the network says, by key.</param>
    /// <exception cref="CheckpointException">It does.</exception>
    public static void Check(StateFile file, IEnumerable<KeyValuePair<string, string>> declared)
    {
        foreach (var (key, classes) in declared)
            if (NetworkMetadata.HeadOfClasses(key) is { } head && file.Metadata.TryGetValue(key, out var trained) && trained != classes)
                throw new CheckpointException(
                    $"{file.Path}: its classes of {head} are '{trained}', declared are '{classes}'. Give the enum the classes and the order that it was trained with, or train anew.");
    }
}
