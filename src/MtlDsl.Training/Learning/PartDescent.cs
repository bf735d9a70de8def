using MtlDsl.Training.Checkpoints;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// Gradient descent over one part of a network: the trunk or a head. A part gathers gradients until it has seen as many images with a label
/// of its own as it is to wait for, and then takes one step by their mean (Kokkinos, "UberNet", 2017).
/// </summary>
internal sealed class PartDescent : IDisposable
{
    private const string Waiting = "waiting.";

    // One for parameters that decay, one for those that do not.
    private readonly List<Optimizer> optimizers;
    private readonly List<(string Name, Parameter Parameter)> parameters;
    private readonly double factor;
    private readonly int samplesPerUpdate;
    private int samples;
    private int gradients;

    /// <param name="part">The part; parameters that do not learn are left out.</param>
    /// <param name="options">Optimiser, weight decay, the part's learning-rate factor and the images that it waits for.</param>
    public PartDescent(ParameterGroup part, TrainingOptions options)
    {
        Name = part.Name;
        factor = options.LearningRateFactors.GetValueOrDefault(part.Name, 1);
        samplesPerUpdate = options.SamplesPerUpdate.GetValueOrDefault(part.Name, 1);
        optimizers =
        [
            .. part.Parameters.Where(item => item.Parameter.requires_grad).GroupBy(item => options.DecayVectors || item.Parameter.ndim > 1)
                .Select(alike => Optimizer.Create([.. alike], options, alike.Key ? options.WeightDecay : 0)),
        ];
        parameters = [.. optimizers.SelectMany(optimizer => optimizer.Parameters)];
    }

    /// <summary>"Trunk" or the name of a head.</summary>
    public string Name { get; }

    /// <summary>The parameters that learn.</summary>
    public IEnumerable<Parameter> Parameters => parameters.Select(item => item.Parameter);

    /// <summary>Whether the part has seen enough of its own images to take a step.</summary>
    public bool IsDue => samples >= samplesPerUpdate;

    /// <summary>Notes that the gradient of so many images with a label of the part's own was added to its parameters.</summary>
    public void Add(int labelledImages)
    {
        if (labelledImages == 0)
            return;
        samples += labelledImages;
        gradients++;
    }

    /// <summary>Divides the gathered gradients by their number.</summary>
    public void TakeMean()
    {
        if (gradients <= 1)
            return;
        using var mode = no_grad();
        foreach (var parameter in Parameters)
        {
            using var gradient = parameter.grad;
            gradient?.div_(gradients);
        }
    }

    /// <summary>Moves the parameters and forgets the gradients.</summary>
    public void Step(double learningRate)
    {
        foreach (var optimizer in optimizers)
            optimizer.Step(learningRate * factor);
        foreach (var parameter in Parameters)
            parameter.grad = null;
        (samples, gradients) = (0, 0);
    }

    /// <summary>What the optimiser remembers, and gradients that wait for more.</summary>
    public IEnumerable<TensorToStore> Save()
    {
        foreach (var memory in optimizers.SelectMany(optimizer => optimizer.Save()))
            yield return memory;
        if (samples == 0)
            yield break;
        yield return TensorStorage.NumbersToStore($"{Waiting}{Name}", samples, gradients);
        foreach (var (name, parameter) in parameters)
            if (parameter.grad is { } gradient)
                yield return TensorStorage.ToStore($"{Waiting}{name}.gradient", gradient);
    }

    /// <summary>Takes up what <see cref="Save"/> gave.</summary>
    /// <exception cref="FormatException">A tensor has another shape.</exception>
    public void Restore(StateFile checkpoint)
    {
        foreach (var optimizer in optimizers)
            optimizer.Restore(checkpoint);
        if (!checkpoint.Tensors.TryGetValue($"{Waiting}{Name}", out var waiting))
            return;
        var counts = waiting.ReadDoubles(2);
        (samples, gradients) = ((int)counts[0], (int)counts[1]);
        foreach (var (name, parameter) in parameters)
            if (checkpoint.Tensors.TryGetValue($"{Waiting}{name}.gradient", out var gradient))
                parameter.grad = gradient.ToTensorLike(parameter);
    }

    public void Dispose() => optimizers.ForEach(optimizer => optimizer.Dispose());
}
