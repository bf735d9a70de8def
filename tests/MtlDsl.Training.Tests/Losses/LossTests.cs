using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Losses;

/// <summary>Against values and gradients that PyTorch computed (Fixtures/make_losses.py).</summary>
[Collection("torch")]
public sealed class LossTests : IDisposable
{
    private const float Tolerance = 2e-6f;

    private readonly StateFile file = SafeTensors.Open(Fixture.Path("losses.safetensors"));
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        file.Dispose();
    }

    [Fact]
    public void Pixel_cross_entropy_is_PyTorchs()
    {
        var scores = Read("pixels.scores").requires_grad_();

        var loss = PixelCrossEntropy.Compute(scores, Read("pixels.labels"), 255);
        loss.backward();

        ShouldBe(loss, "pixels.loss");
        ShouldBe(scores.grad!, "pixels.gradient");
    }

    [Fact]
    public void Pixel_cross_entropy_without_labels_is_zero_and_so_are_its_gradients()
    {
        var scores = randn(2, 3, 4, 4).requires_grad_();

        var loss = PixelCrossEntropy.Compute(scores, full([2, 4, 4], 255, ScalarType.Int64), 255);
        loss.backward();

        loss.item<float>().ShouldBe(0);
        scores.grad!.data<float>().ToArray().ShouldAllBe(value => value == 0);
    }

    [Theory]
    [InlineData("boxes", 3, 1)]
    [InlineData("weighted", 1.5, 0.25)]
    public void Multi_box_is_that_of_SSD(string name, double ratio, double weight)
    {
        var (confidences, locations) = (Read($"{name}.confidences").requires_grad_(), Read($"{name}.locations").requires_grad_());
        using var targets = new DetectionTargets(Read($"{name}.labels"), Read($"{name}.offsets"));

        var loss = MultiBox.Compute(confidences, locations, targets, ratio, weight);
        loss.backward();

        ShouldBe(loss, $"{name}.loss");
        ShouldBe(confidences.grad!, $"{name}.confidences.gradient");
        ShouldBe(locations.grad!, $"{name}.locations.gradient");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Multi_box_without_objects_is_zero_and_so_are_its_gradients(long label)
    {
        var (confidences, locations) = (randn(2, 30, 4).requires_grad_(), randn(2, 30, 4).requires_grad_());
        using var targets = new DetectionTargets(full([2, 30], label, ScalarType.Int64), zeros(2, 30, 4));

        var loss = MultiBox.Compute(confidences, locations, targets, 3, 1);
        loss.backward();

        loss.item<float>().ShouldBe(0);
        confidences.grad!.data<float>().ToArray().ShouldAllBe(value => value == 0);
        locations.grad!.data<float>().ToArray().ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void Losses_leave_no_tensors_behind()
    {
        var scores = randn(1, 3, 4, 4).requires_grad_();
        var labels = zeros([1, 4, 4], ScalarType.Int64);
        var (confidences, locations) = (randn(1, 9, 4).requires_grad_(), randn(1, 9, 4).requires_grad_());
        using var targets = new DetectionTargets(ones([1, 9], ScalarType.Int64), zeros(1, 9, 4));
        var before = scope.DisposablesCount;

        PixelCrossEntropy.Compute(scores, labels, 255).Dispose();
        MultiBox.Compute(confidences, locations, targets, 3, 1).Dispose();

        scope.DisposablesCount.ShouldBe(before);
    }

    private Tensor Read(string name) => file[name].ToTensor();

    private void ShouldBe(Tensor actual, string expected)
    {
        var (found, wanted) = (actual.data<float>().ToArray(), file[expected].ReadFloats());
        found.Length.ShouldBe(wanted.Length);
        for (var i = 0; i < wanted.Length; i++)
            found[i].ShouldBe(wanted[i], Tolerance, $"{expected}[{i}]");
    }
}
