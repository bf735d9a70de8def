using MtlDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>Runs a generated network as networks.py runs its counterpart.</summary>
internal static class Reference
{
    public const double Tolerance = 1e-4;

    public static IMultitaskModel Create(string network) => network switch
    {
        "segmentation" => new VocMultitask.SegmentationOnly(),
        "detection" => new VocMultitask.DetectionOnly(),
        "multitask" => new VocMultitask(),
        _ => throw new ArgumentOutOfRangeException(nameof(network), network, null),
    };

    public static void Fill(IMultitaskModel model)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        foreach (var (name, value) in model.Module.state_dict())
            if (!name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                value.copy_(tensor(Formula.Weight(name, value.shape), value.shape));
    }

    public static Tensor Image => Noise("image", 1, 3, 300, 300);

    public static Tensor Noise(string name, params long[] shape) => tensor(Formula.Noise(name, shape.Aggregate(1L, (a, b) => a * b)), shape);

    /// <summary>Gradients of the weighted sum of the outputs, in training mode.</summary>
    /// <param name="model">The network; it is left in this type.</param>
    /// <param name="type">In float32 they depend on the processor: its rounding decides which way many a ReLU falls.</param>
    public static (double Loss, Dictionary<string, Tensor> Gradients) Gradients(IMultitaskModel model, ScalarType type)
    {
        model.Module.train();
        model.Module.to(type);
        var outputs = model.Forward(Noise("batch", 2, 3, 300, 300).to(type));
        var loss = outputs.Select((output, i) => (output * Noise($"loss{i}", output.shape).to(type)).mean()).Aggregate((a, b) => a + b);
        loss.backward();
        return (loss.ToDouble(), model.Module.named_parameters().ToDictionary(p => p.name, p => p.parameter.grad!));
    }

    public static string Script { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "networks.py");

    /// <summary>Fills a folder with what PyTorch makes of the networks. Skips the test where it cannot.</summary>
    public static void RunLive(string folder)
    {
        // The PyTorch networks lie beside the real data, where there are any.
        var networks = Path.GetFullPath(Path.Combine(SharedData.Root, "..", "reference", "oracles", "reference_nets.py"));
        Skip.IfNot(File.Exists(networks), "The PyTorch networks do not lie beside this checkout.");
        Python.Require("torch", "torchvision");
        Python.RunFile(Script, "live", networks, folder);
    }
}
