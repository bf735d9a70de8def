using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using MtlDsl.Training;
using static TorchSharp.torch;

namespace MtlDsl.Generators.Tests;

/// <summary>Compiled declarations, loaded to be run; unloaded in the end.</summary>
internal sealed class Loaded : IDisposable
{
    private readonly AssemblyLoadContext context = new("declarations", isCollectible: true);
    private readonly Assembly assembly;

    public Loaded(Compilation compilation)
    {
        context.Resolving += (context, name) => name.Name == "Models" ? Load(context, Host.ModelsAssembly) : null;
        assembly = Load(context, Host.Emit(compilation));
    }

    /// <summary>Runs a network on two grey images: it gives what its architecture says, and has as many parameters.</summary>
    public void ShouldRun(string name)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var network = (IMultitaskModel)Make(name);
        var architecture = network.Architecture;
        network.Module.eval();
        var outputs = network.Forward(full([2, 3, architecture.Input.Height, architecture.Input.Width], 0.5f));
        outputs.Select(output => string.Join('x', output.shape)).ShouldBe(architecture.Heads.SelectMany(head => Shapes(head, architecture)));
        outputs.ShouldAllBe(output => output.isfinite().all().item<bool>());
        network.Module.parameters().Sum(parameter => parameter.numel()).ShouldBe(architecture.Parts.Sum(part => part.Cost.Parameters));
    }

    /// <summary>A new object of a class that is declared.</summary>
    public object Make(string name) => Activator.CreateInstance(assembly.GetType(name, throwOnError: true)!, nonPublic: true)!;

    public void Dispose() => context.Unload();

    private static Assembly Load(AssemblyLoadContext context, IEnumerable<byte> image) => context.LoadFromStream(new MemoryStream([.. image]));

    private static IEnumerable<string> Shapes(Head head, Architecture architecture) => head switch
    {
        SegmentationHead => [$"2x{head.Classes.Count}x{architecture.Input.Height}x{architecture.Input.Width}"],
        DetectionHead detection => [$"2x{detection.DefaultBoxes.Count}x{1 + head.Classes.Count}", $"2x{detection.DefaultBoxes.Count}x4"],
        ClassificationHead => [$"2x{head.Classes.Count}"],
        RegressionHead dense => [$"2x{dense.Channels}x{architecture.Input.Height}x{architecture.Input.Width}"],
        EmbeddingHead embedding => [$"2x{embedding.Size}"],
        _ => throw new ArgumentException($"The tests know no head of the kind {head.GetType().Name}."),
    };
}
