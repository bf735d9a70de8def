using MtlDsl.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Native;

[Collection("torch")]
public class TensorLayoutTests
{
    [Fact]
    public void Kernels_change_their_layout_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        using var model = new TinyNetwork();
        var images = randn(2, 3, 32, 32);
        var weight = model.named_parameters().Single(p => p.name == "trunk.conv2.weight").parameter;
        var before = weight.ToArray<float>();
        var outputs = model.Forward(images);

        TensorLayout.ToChannelsLast((nn.Module)model);

        model.named_parameters().Single(p => p.name == "trunk.conv2.weight").parameter.ShouldBeSameAs(weight);
        weight.stride().ShouldBe([16 * 9, 1, 3 * 16, 16]);
        weight.ToArray<float>().ShouldBe(before);
        var after = model.Forward(TensorLayout.ToChannelsLast(images));
        for (var i = 0; i < after.Count; i++)
            after[i].allclose(outputs[i], rtol: 1e-4, atol: 1e-5).ShouldBeTrue();
        after[0].sum().backward();
        weight.grad.ShouldNotBeNull();
    }
}
