using MtlDsl.Training.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>Moves the weights of a network, part by part.</summary>
internal sealed class Descent : IResumable, IDisposable
{
    private readonly PartDescent[] parts;
    private readonly double clip;

    /// <exception cref="ArgumentException">The options name a part that the network lacks.</exception>
    public Descent(IMultitaskModel model, TrainingOptions options)
    {
        Check(model, options.LearningRateFactors.Keys, nameof(options.LearningRateFactors));
        Check(model, options.SamplesPerUpdate.Keys, nameof(options.SamplesPerUpdate));
        parts = [.. model.ParameterGroups.Select(group => new PartDescent(group, options))];
        clip = options.GradientClip;
    }

    /// <summary>The parameters that all tasks share: those of the trunk.</summary>
    public IReadOnlyList<Parameter> Shared => [.. parts[0].Parameters];

    /// <summary>The parameters of a head.</summary>
    public IReadOnlyList<Parameter> Of(string head) => [.. parts.First(part => part.Name == head).Parameters];

    /// <summary>Notes of which images gradients were added: how many in all, and how many are labelled for each head.</summary>
    public void Add(int images, IReadOnlyDictionary<string, int> labelled)
    {
        parts[0].Add(images);
        foreach (var part in parts[1..])
            part.Add(labelled.GetValueOrDefault(part.Name));
    }

    /// <summary>Takes a step with every part that is due.</summary>
    /// <returns>The norm of their gradient before it was clipped; 0 where gradients are not clipped.</returns>
    public double Step(double learningRate)
    {
        var due = Array.FindAll(parts, part => part.IsDue);
        foreach (var part in due)
            part.TakeMean();
        var norm = clip > 0 ? nn.utils.clip_grad_norm_(due.SelectMany(part => part.Parameters), clip) : 0;
        if (double.IsFinite(norm))
            foreach (var part in due)
                part.Step(learningRate);
        return norm;
    }

    public IEnumerable<TensorToStore> Save() => parts.SelectMany(part => part.Save());

    public void Restore(StateFile checkpoint)
    {
        foreach (var part in parts)
            part.Restore(checkpoint);
    }

    public void Dispose()
    {
        foreach (var part in parts)
            part.Dispose();
    }

    private static void Check(IMultitaskModel model, IEnumerable<string> named, string option)
    {
        foreach (var part in named)
            if (model.ParameterGroups.All(group => group.Name != part))
                throw new ArgumentException(
                    $"{option} names '{part}'; the parts of {model.Architecture.Name} are {string.Join(", ", model.ParameterGroups.Select(group => group.Name))}.");
    }
}
