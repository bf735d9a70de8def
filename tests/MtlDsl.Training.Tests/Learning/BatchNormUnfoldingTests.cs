using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

[Collection("torch")]
public class BatchNormUnfoldingTests
{
    [Fact]
    public void The_network_computes_the_same_with_the_statistics_of_the_images()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new TinyNetwork();
        var images = randn(8, 3, 32, 32) * 3 + 1;
        BatchNormUnfolding.IsFolded(model.Trunk).ShouldBeTrue();
        model.eval();
        var before = model.Forward(images);

        BatchNormUnfolding.Apply(model, images.split(4));

        BatchNormUnfolding.IsFolded(model.Trunk).ShouldBeFalse();
        model.training.ShouldBeFalse();
        var after = model.Forward(images);
        for (var i = 0; i < before.Count; i++)
            after[i].allclose(before[i], rtol: 1e-4, atol: 1e-5).ShouldBeTrue($"output {i}");

        // What it measured is what batch statistics are, so training mode computes the same on these images.
        var state = model.state_dict();
        var map = nn.functional.conv2d(images, state["trunk.conv1.weight"], strides: [2, 2], padding: [1, 1]);
        state["trunk.bn1.running_mean"].allclose(map.mean([0, 2, 3]), atol: 1e-5).ShouldBeTrue();
        model.train();
        model.Forward(images)[0].allclose(before[0], rtol: 1e-3, atol: 1e-3).ShouldBeTrue();
    }

    [Fact]
    public void Without_images_it_says_so()
    {
        using var model = new TinyNetwork();

        Should.Throw<ArgumentException>(() => BatchNormUnfolding.Apply(model, [])).Message.ShouldContain("No image");
    }
}
