using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

/// <summary>The gradients of tasks apart are those that each task alone gives.</summary>
[Collection("torch")]
public sealed class TaskGradientsTests : IDisposable
{
    private readonly TinyNetwork network = new();
    private readonly Descent descent;

    public TaskGradientsTests()
    {
        set_num_threads(1);
        descent = new Descent(network, new TrainingOptions());
    }

    public void Dispose()
    {
        descent.Dispose();
        network.Dispose();
    }

    [Fact]
    public void They_are_each_tasks_own_and_are_added_to_what_is_there()
    {
        using var scope = NewDisposeScope();
        var images = randn(2, 3, 32, 32);
        network.eval();
        float[][] expected = [.. Enumerable.Range(0, 2).Select(task => Alone(images, task))];
        foreach (var parameter in network.parameters())
            parameter.grad = ones_like(parameter);

        var gradients = new TaskGradients(descent, Losses(images));
        network.parameters().ShouldAllBe(parameter => parameter.grad!.eq(1).all().item<bool>());
        gradients.AddTo([2, 3], [1, 1]);

        Gradient(descent.Shared).ShouldBe(expected[0].Zip(expected[1], (first, second) => 1 + 2 * first + 3 * second), 1e-4);
        gradients.Gramian()[0, 1].ShouldBe(expected[0].Zip(expected[1], (a, b) => (double)a * b).Sum(), 1e-4);
    }

    // As in a layer of one's own that changes a map in place which its gradient needs. In autograd.grad that ends the process.
    [Fact]
    public void What_has_no_gradient_is_an_exception()
    {
        using var scope = NewDisposeScope();
        var weight = descent.Shared[0];
        weight.grad = ones_like(weight);
        var changed = weight.exp();
        var loss = changed.square().sum();
        changed.add_(1);

        Should.Throw<ExternalException>(() => new TaskGradients(descent, [new TaskLoss("Surfaces", loss, 1)])).Message.ShouldContain("inplace");

        weight.grad!.eq(1).all().item<bool>().ShouldBeTrue();
    }

    private IReadOnlyList<TaskLoss> Losses(Tensor images)
    {
        var outputs = network.Forward(images);
        return [new("Surfaces", outputs[0].square().mean(), 1), new("Objects", outputs[1].square().mean() + outputs[2].abs().mean(), 1)];
    }

    /// <summary>The trunk's gradient of one task's loss.</summary>
    private float[] Alone(Tensor images, int task)
    {
        network.zero_grad();
        Losses(images)[task].Value.backward();
        return Gradient(descent.Shared);
    }

    private static float[] Gradient(IReadOnlyList<Parameter> parameters) => [.. parameters.SelectMany(parameter => parameter.grad!.data<float>().ToArray())];
}
