using System.Globalization;
using System.Runtime.InteropServices;
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
    private const string ModelPrefix = "model.", Count = "tensors";

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
        if (Iteration > Options.Iterations)
            throw Altered($"it stands at step {Iteration} of {Options.Iterations}");
        // Earlier checkpoints do not say how many they hold.
        if (file.Metadata.TryGetValue(Count, out var written) && written != Text(file.Tensors.Count))
            throw Altered($"it holds {file.Tensors.Count} tensors where {written} were written");
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
    /// <exception cref="CheckpointException">The checkpoint belongs to another network, or was altered.</exception>
    internal void Restore(IMultitaskModel model, IEnumerable<IResumable> parts)
    {
        if (Network != model.Architecture.Name)
            throw new CheckpointException($"{file.Path}: is a checkpoint of {Network}, not of {model.Architecture.Name}.");
        ClassLists.Check(file, ClassLists.Of(model.Architecture));
        StateDictLoader.Load(model.Module, file, ModelPrefix);
        try
        {
            foreach (var part in parts)
                part.Restore(file);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException or ExternalException)
        {
            // Torch explains itself in many lines; the first says what is wrong.
            throw Altered(error.Message.Split('\n', 2)[0].TrimEnd(), error);
        }
    }

    /// <summary>Writes a checkpoint; a kill at any moment leaves this one or the one before.</summary>
    /// <exception cref="CheckpointException">The folder cannot be written to or the disk is full.</exception>
    internal static void Save(
        string path, IMultitaskModel model, IEnumerable<IResumable> parts, TrainingOptions options, int iteration)
    {
        using var scope = NewDisposeScope();
        var tensors = model.Module.state_dict().Select(item => TensorStorage.ToStore(ModelPrefix + item.Key, item.Value))
            .Concat(parts.SelectMany(part => part.Save())).ToList();
        SafeTensors.Save(path, tensors, new Dictionary<string, string>(ClassLists.Of(model.Architecture))
        {
            ["kind"] = Kind,
            ["network"] = model.Architecture.Name,
            ["iteration"] = Text(iteration),
            [Count] = Text(tensors.Count),
            ["options"] = TrainingOptionsJson.Write(options),
        });
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private CheckpointException Altered(string how, Exception? inner = null) =>
        new($"{file.Path}: was altered since training wrote it: {how}. Go on from an untouched copy, or begin anew.", inner);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Text(string key) => file.Metadata.TryGetValue(key, out var text)
        ? text
        : throw new CheckpointException($"{file.Path}: lacks the entry '{key}' of a training checkpoint.");
}
