using static TorchSharp.torch;

namespace MtlDsl.Training.Checkpoints;

/// <summary>Loads the tensors of a file into a module by name.</summary>
public static class StateDictLoader
{
    /// <summary>What published classifiers call the layers that no trunk has.</summary>
    private static readonly string[] classifiers = ["fc.", "classifier.", "head.", "AuxLogits."];

    /// <summary>Batches seen by a batch norm; files of PyTorch before 0.4.1 lack it and nothing computes with it.</summary>
    private const string BatchCounter = ".num_batches_tracked";

    /// <summary>What a whole network of this project calls its trunk.</summary>
    private const string TrunkPrefix = "trunk.";

    /// <summary>Loads all of a module's parameters and buffers.</summary>
    /// <param name="module">The module.</param>
    /// <param name="file">The file.</param>
    /// <param name="prefix">What stands before the module's names in the file; null for what usual wrappers put there, if anything.</param>
    /// <returns>What was loaded, and what the file has besides.</returns>
    /// <exception cref="CheckpointException">A tensor is missing or has another shape; nothing was loaded.</exception>
    public static LoadReport Load(nn.Module module, StateFile file, string? prefix = null)
    {
        var wanted = Named(module).ToList();
        return Load(file, prefix ?? WrapperPrefixes.Of(file, wanted.Select(item => item.Name)), wanted);
    }

    /// <summary>
    /// Loads the weights of a published classifier into a network's trunk, and into the stages that heads have for themselves where the
    /// trunk is split: there a head's "layer4.0.conv1.weight" takes what the file calls so. The classifier is left out and counted. A file
    /// of this project's own whole network serves too: its trunk is taken.
    /// </summary>
    /// <param name="model">The network.</param>
    /// <param name="file">The file.</param>
    /// <returns>What was loaded, and what the file has besides.</returns>
    /// <exception cref="CheckpointException">A tensor is missing or has another shape; nothing was loaded.</exception>
    public static LoadReport LoadTrunk(IMultitaskModel model, StateFile file)
    {
        var trunk = Named(model.Trunk).ToList();
        var whole = WrapperPrefixes.Of(file, trunk.Select(item => TrunkPrefix + item.Name)) + TrunkPrefix;
        var prefix = file.Tensors.Keys.Any(name => name.StartsWith(whole, StringComparison.Ordinal)) ? whole : WrapperPrefixes.Of(file, trunk.Select(item => item.Name));
        var known = trunk.Select(item => item.Name).ToHashSet();
        var stages = file.Tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !IsClassifier(name[prefix.Length..]))
            .Select(name => name[prefix.Length..].Split('.')[0]).ToHashSet();
        var owned =
            from item in Named(model.Module)
            let parts = item.Name.Split('.', 3)
            where parts.Length == 3 && !item.Name.StartsWith(TrunkPrefix, StringComparison.Ordinal)
            let name = $"{parts[1]}.{parts[2]}"
            where stages.Contains(parts[1]) && !known.Contains(name)
            select (Stage: $"{parts[0]}.{parts[1]}", Name: name, item.Tensor);
        var inHeads = owned.ToList();
        return Load(file, prefix, trunk.Concat(inHeads.Select(item => (item.Name, item.Tensor)))) with
        {
            HeadStages = [.. inHeads.Select(item => item.Stage).Distinct()],
        };
    }

    private static LoadReport Load(StateFile file, string prefix, IEnumerable<(string Name, Tensor Tensor)> wanted)
    {
        var (report, pairs) = Compare(file, prefix, wanted);
        if (!report.IsComplete)
            throw new CheckpointException($"{report}. The file belongs to another network; nothing was loaded.");
        foreach (var (stored, tensor) in pairs)
            stored.CopyTo(tensor);
        return report;
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Named(nn.Module module) => module.state_dict().Select(item => (item.Key, item.Value));

    private static bool IsClassifier(string name) => classifiers.Any(start => name.StartsWith(start, StringComparison.Ordinal));

    private static (LoadReport Report, List<(StoredTensor Stored, Tensor Tensor)> Pairs) Compare(
        StateFile file, string prefix, IEnumerable<(string Name, Tensor Tensor)> wanted)
    {
        var missing = new List<string>();
        var mismatched = new List<ShapeMismatch>();
        var pairs = new List<(StoredTensor, Tensor)>();
        var used = new HashSet<string>();
        foreach (var (name, tensor) in wanted)
        {
            used.Add(prefix + name);
            if (!file.Tensors.TryGetValue(prefix + name, out var stored))
            {
                if (!name.EndsWith(BatchCounter, StringComparison.Ordinal))
                    missing.Add(prefix + name);
            }
            else if (stored.Shape.SequenceEqual(tensor.shape))
                pairs.Add((stored, tensor));
            else
                mismatched.Add(new ShapeMismatch(prefix + name, tensor.shape, stored.Shape));
        }

        var others = file.Tensors.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !used.Contains(name)).ToList();
        var unexpected = others.FindAll(name => !IsClassifier(name));
        return (new LoadReport(file.Path, pairs.Count, missing, mismatched, unexpected, others.Count - unexpected.Count), pairs);
    }
}
