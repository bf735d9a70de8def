using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace MtlDsl.Training.Checkpoints;

/// <summary>
/// All that is needed to go on with a training as if it had not been interrupted: weights and statistics, the optimiser's memory, what
/// balancing, averaging and pacing keep, settings and the number of steps done. It is the same whatever device wrote it. One safetensors file, so it
/// is there as a whole or not at all.
/// </summary>
public sealed class TrainingCheckpoint : IDisposable
{
    private const string Kind = "MtlDsl training checkpoint 2";
    private const string ModelPrefix = "model.";

    private readonly StateFile file;

    private TrainingCheckpoint(StateFile file)
    {
        this.file = file;
        Network = Text("network");
        try
        {
            Iteration = int.Parse(Text("iteration"), NumberStyles.None, CultureInfo.InvariantCulture);
            Options = TrainingOptionsJson.Read(Text("options"));
            Options.Validate();
        }
        catch (Exception error) when (error is FormatException or OverflowException or JsonException or ArgumentException)
        {
            throw new CheckpointException($"{file.Path}: its settings cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Name of the network.</summary>
    public string Network { get; }

    /// <summary>Steps done.</summary>
    public int Iteration { get; }

    /// <summary>The settings.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Opens a checkpoint.</summary>
    /// <exception cref="CheckpointException">The file is missing, damaged or something else.</exception>
    public static TrainingCheckpoint Open(string path)
    {
        var file = SafeTensors.Open(path);
        try
        {
            if (file.Metadata.GetValueOrDefault("kind") != Kind)
                throw new CheckpointException($"{path}: is no training checkpoint; one can go on from the file checkpoint.safetensors of a run only.");
            return new TrainingCheckpoint(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Loads weights and what the parts of the training kept.</summary>
    /// <exception cref="CheckpointException">The checkpoint belongs to another network.</exception>
    internal void Restore(IMultitaskModel model, IEnumerable<IResumable> parts)
    {
        if (Network != model.Architecture.Name)
            throw new CheckpointException($"{file.Path}: is a checkpoint of {Network}, not of {model.Architecture.Name}.");
        StateDictLoader.Load(model.Module, file, ModelPrefix);
        foreach (var part in parts)
            part.Restore(file);
    }

    /// <summary>Writes a checkpoint; a kill at any moment leaves this one or the one before.</summary>
    /// <exception cref="CheckpointException">The folder cannot be written to or the disk is full.</exception>
    internal static void Save(
        string path, IMultitaskModel model, IEnumerable<IResumable> parts, TrainingOptions options, int iteration)
    {
        using var scope = NewDisposeScope();
        var tensors = model.Module.state_dict().Select(item => TensorStorage.ToStore(ModelPrefix + item.Key, item.Value))
            .Concat(parts.SelectMany(part => part.Save()));
        SafeTensors.Save(path, tensors, new Dictionary<string, string>
        {
            ["kind"] = Kind,
            ["network"] = model.Architecture.Name,
            ["iteration"] = iteration.ToString(CultureInfo.InvariantCulture),
            ["options"] = TrainingOptionsJson.Write(options),
        });
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private string Text(string key) => file.Metadata.TryGetValue(key, out var text)
        ? text
        : throw new CheckpointException($"{file.Path}: lacks the entry '{key}' of a training checkpoint.");
}
