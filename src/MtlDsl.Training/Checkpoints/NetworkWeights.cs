using System.Globalization;

namespace MtlDsl.Training.Checkpoints;

/// <summary>The weights of a whole network in a safetensors file, under the names of its state dict.</summary>
public static class NetworkWeights
{
    private const string Network = "network", Learned = "learned";

    /// <summary>Writes the weights.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="model">The network.</param>
    /// <param name="iteration">Steps that it was trained for.</param>
    /// <param name="learned">The heads that learned; empty for all.</param>
    /// <exception cref="CheckpointException">The folder cannot be written to or the disk is full.</exception>
    public static void Save(string path, IMultitaskModel model, int iteration, IReadOnlyList<string>? learned = null)
    {
        var metadata = new Dictionary<string, string>(ClassLists.Of(model.Architecture))
        {
            // Python's loaders look for "format".
            ["format"] = "pt",
            [Network] = model.Architecture.Name,
            ["iteration"] = iteration.ToString(CultureInfo.InvariantCulture),
        };
        if (learned is { Count: > 0 })
            metadata[Learned] = string.Join(' ', learned);
        SafeTensors.Save(path, model.Module.state_dict().Select(item => TensorStorage.ToStore(item.Key, item.Value)), metadata);
    }

    /// <summary>The network that wrote a file, by name; null for files of other programs.</summary>
    public static string? NetworkOf(StateFile file) => file.Metadata.GetValueOrDefault(Network);

    /// <summary>Loads the weights.</summary>
    /// <returns>What was loaded.</returns>
    /// <exception cref="CheckpointException">The file is missing, damaged, of another network, or was trained for other classes.</exception>
    public static LoadReport Load(string path, IMultitaskModel model)
    {
        using var file = StateFile.Open(path);
        ClassLists.Check(file, ClassLists.Of(model.Architecture));
        return StateDictLoader.Load(model.Module, file) with { Learned = file.Metadata.GetValueOrDefault(Learned)?.Split(' ') ?? [] };
    }
}
