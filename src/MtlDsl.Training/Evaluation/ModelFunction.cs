using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Evaluation;

/// <summary>A network as a function of one image, in evaluation mode until it is disposed.</summary>
public sealed class ModelFunction : IDisposable
{
    private readonly IMultitaskModel model;
    private readonly bool wasTraining;
    private readonly Device device;

    /// <summary>Puts the network into evaluation mode.</summary>
    public ModelFunction(IMultitaskModel model)
    {
        this.model = model;
        wasTraining = model.Module.training;
        device = Devices.Of(model);
        model.Module.eval();
    }

    /// <summary>Runs the network on one image.</summary>
    /// <param name="image">3 x height x width, normalised.</param>
    /// <returns>The outputs in the order of the architecture's names, each in row-major order.</returns>
    /// <exception cref="ArgumentException">The image has another size than the network.</exception>
    public IReadOnlyList<float[]> Run(float[] image)
    {
        var size = model.Architecture.Input;
        if (image.Length != 3 * size.Width * size.Height)
            throw new ArgumentException($"{model.Architecture.Name} takes an image of 3x{size.Height}x{size.Width} values, not of {image.Length}.", nameof(image));
        using var scope = NewDisposeScope();
        using var mode = no_grad();
        var outputs = model.Forward(tensor(image, [1, 3, size.Height, size.Width], device: device));
        return [.. outputs.Select(output => output.ToArray<float>())];
    }

    /// <summary>Puts the network back into the mode that it was in.</summary>
    public void Dispose() => model.Module.train(wasTraining);
}
