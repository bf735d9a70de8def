using static TorchSharp.torch;

namespace MtlDsl.Training.Checkpoints;

/// <summary>Loads the tensors of a file into a module by name.</summary>
public static class StateDictLoader
{
    /// <summary>What published classifiers call the layers that no trunk has.</summary>
    private static readonly string[] classifiers = ["fc.", "classifier.", "head.", "AuxLogits."];

    /// <summary>Batches seen by a batch norm; files of PyTorch before 0.4.1 lack it and nothing computes with it.</summary>
    private const string BatchCounter = ".num_batches_tracked";

    /// <summary>Loads all of a module's parameters and buffers.</summary>
    /// <param name="module">The module.</param>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What stands before the module's names in the file.</param>
    /// <returns>What was loaded, and what the file has besides.</returns>
    /// <exception cref="CheckpointException">A tensor is missing or has another shape; nothing was loaded.</exception>
    public static LoadReport Load(nn.Module module, StateFile file, string prefix = "")
    {
        var (report, pairs) = Compare(module, file, prefix);
        if (!report.IsComplete)
            throw new CheckpointException($"{report}. The file belongs to another network; nothing was loaded.");
        foreach (var (stored, tensor) in pairs)
            stored.CopyTo(tensor);
        return report;
    }

    /// <summary>
    /// Loads the weights of a published classifier into a trunk: its classifier is left out and counted. A file of this project's own
    /// whole network serves too: its trunk is taken.
    /// </summary>
    /// <inheritdoc cref="Load"/>
    public static LoadReport LoadTrunk(nn.Module trunk, StateFile file)
    {
        const string ownPrefix = "trunk.";
        var isOwn = file.Tensors.Keys.Any(name => name.StartsWith(ownPrefix, StringComparison.Ordinal));
        return Load(trunk, file, isOwn ? ownPrefix : "");
    }

    private static (LoadReport Report, List<(StoredTensor Stored, Tensor Tensor)> Pairs) Compare(nn.Module module, StateFile file, string prefix)
    {
        var missing = new List<string>();
        var mismatched = new List<ShapeMismatch>();
        var pairs = new List<(StoredTensor, Tensor)>();
        var state = module.state_dict();
        foreach (var (name, tensor) in state)
            if (!file.Tensors.TryGetValue(prefix + name, out var stored))
            {
                if (!name.EndsWith(BatchCounter, StringComparison.Ordinal))
                    missing.Add(prefix + name);
            }
            else if (stored.Shape.SequenceEqual(tensor.shape))
                pairs.Add((stored, tensor));
            else
                mismatched.Add(new ShapeMismatch(prefix + name, tensor.shape, stored.Shape));

        var others = file.Tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !state.ContainsKey(name[prefix.Length..])).ToList();
        var unexpected = others.FindAll(name => !classifiers.Any(start => name.StartsWith(start, StringComparison.Ordinal)));
        return (new LoadReport(file.Path, pairs.Count, missing, mismatched, unexpected, others.Count - unexpected.Count), pairs);
    }
}
