namespace MtlDsl.Training.Checkpoints;

/// <summary>
/// What wrappers put before a network's own names when they save it: data parallelism "module.", torch.compile "_orig_mod.", trainers "model."
/// or "net.", detectors "backbone." before their trunk.
/// </summary>
internal static class WrapperPrefixes
{
    private static readonly string[] single = ["module.", "_orig_mod.", "model.", "net.", "network.", "backbone.", "encoder."];

    private static readonly string[] all = ["", .. single, .. single.SelectMany(_ => single, (outer, inner) => outer + inner)];

    /// <summary>What stands before names in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="wanted">The names that are looked for.</param>
    /// <returns>The prefix with which most of them are found; none where that is as good.</returns>
    public static string Of(StateFile file, IEnumerable<string> wanted)
    {
        var names = wanted.ToList();
        return all.MaxBy(prefix => names.Count(name => file.Tensors.ContainsKey(prefix + name)))!;
    }
}
