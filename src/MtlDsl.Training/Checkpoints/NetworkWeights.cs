using System.Globalization;

namespace MtlDsl.Training.Checkpoints;

/// <summary>The weights of a whole network in a safetensors file, under the names of its state dict.</summary>
public static class NetworkWeights
{
    /// <summary>Writes the weights.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="model">The network.</param>
    /// <param name="iteration">Steps that it was trained for.</param>
    /// <exception cref="CheckpointException">The folder cannot be written to or the disk is full.</exception>
    public static void Save(string path, IMultitaskModel model, int iteration) => SafeTensors.Save(
        path,
        model.Module.state_dict().Select(item => TensorStorage.ToStore(item.Key, item.Value)),
        new Dictionary<string, string>
        {
            // Python's loaders look for "format".
            ["format"] = "pt",
            ["network"] = model.Architecture.Name,
            ["iteration"] = iteration.ToString(CultureInfo.InvariantCulture),
        });

    /// <summary>Loads the weights.</summary>
    /// <returns>What was loaded.</returns>
    /// <exception cref="CheckpointException">The file is missing, damaged or of another network.</exception>
    public static LoadReport Load(string path, IMultitaskModel model)
    {
        using var file = StateFile.Open(path);
        return StateDictLoader.Load(model.Module, file);
    }
}
