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

    private static readonly double[] weights = [0.5, 1, 2, 0.1];

    // By the names of the file.
    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> Computed = new()
    {
        ["pixels.weighted"] = (scores, labels) => PixelCrossEntropy.Compute(scores, labels, 255, weights),
        ["pixels.sum"] = (scores, labels) => PixelCrossEntropy.Compute(scores, labels, 255, weights, sum: true),
        ["images"] = (scores, labels) => CrossEntropy.Compute(scores, labels),
        ["images.smoothed"] = (scores, labels) => CrossEntropy.Compute(scores, labels, 0.1, weights),
        ["focal.pixels"] = (scores, labels) => Focal.Compute(scores, labels, 2, 0, 255),
        ["focal.images"] = (scores, labels) => Focal.Compute(scores, labels, 0.5, 0.25, 255),
        ["dice"] = (scores, labels) => Dice.Compute(scores, labels, 1, 255),
        ["l1"] = L1.Compute,
        ["smoothl1"] = (values, targets) => SmoothL1.Compute(values, targets, 0.7),
        ["berhu"] = (values, targets) => BerHu.Compute(values, targets, 0.2),
        ["triplet"] = (vectors, identities) => Triplet.Compute(vectors, identities, 0.3),
    };

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

    public static TheoryData<string> Names => [.. Computed.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_gradient_are_the_references(string name)
    {
        var inputs = Read($"{name}.inputs").requires_grad_();

        var loss = Computed[name](inputs, Read($"{name}.targets"));
        loss.backward();

        ShouldBe(loss, $"{name}.loss");
        ShouldBe(inputs.grad!, $"{name}.gradient");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_labels_a_loss_is_zero_and_so_are_its_gradients(string name)
    {
        var (inputs, targets) = (Read($"{name}.inputs").requires_grad_(), Read($"{name}.targets"));
        var unlabelled = targets.dtype == ScalarType.Float32 ? full_like(targets, float.NaN)
            : full_like(targets, targets.dim() == 1 ? -1 : 255);

        var loss = Computed[name](inputs, unlabelled);
        loss.backward();

        loss.item<float>().ShouldBe(0);
        inputs.grad!.data<float>().ToArray().ShouldAllBe(value => value == 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_leaves_no_tensors_behind(string name)
    {
        var (inputs, targets) = (Read($"{name}.inputs").requires_grad_(), Read($"{name}.targets"));
        var before = scope.DisposablesCount;

        Computed[name](inputs, targets).Dispose();

        scope.DisposablesCount.ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_loss_makes_no_tensor_on_the_default_device(string name)
    {
        using var guard = new NoDefaultDevice();

        Computed[name](Read($"{name}.inputs").requires_grad_(), Read($"{name}.targets")).backward();
    }

    [Fact]
    public void Multi_box_makes_no_tensor_on_the_default_device()
    {
        using var guard = new NoDefaultDevice();
        using var targets = new DetectionTargets(Read("boxes.labels"), Read("boxes.offsets"));

        MultiBox.Compute(Read("boxes.confidences").requires_grad_(), Read("boxes.locations").requires_grad_(), targets, 3, 1).backward();
    }

    [Fact]
    public void Focal_loss_of_two_classes_is_torchvisions_sigmoid_form()
    {
        var score = Read("focal.sigmoid.inputs").requires_grad_();

        var loss = Focal.Compute(stack([zeros_like(score), score], 1), Read("focal.sigmoid.targets"), 2, 0.25, 255);
        loss.backward();

        ShouldBe(loss, "focal.sigmoid.loss");
        ShouldBe(score.grad!, "focal.sigmoid.gradient");
    }

    [Fact]
    public void Focal_loss_of_what_is_certain_has_a_gradient()
    {
        var scores = tensor(new float[] { 200, 0 }, [1, 2]).requires_grad_();

        Focal.Compute(scores, zeros([1], ScalarType.Int64), 0.5, 0, 255).backward();

        scores.grad!.data<float>().ToArray().ShouldBe([0, 0]);
    }

    [Fact]
    public void Errors_of_zero_have_no_gradient()
    {
        var values = ones(1, 1, 2, 2).requires_grad_();

        BerHu.Compute(values, ones(1, 1, 2, 2), 0.2).backward();

        values.grad!.data<float>().ToArray().ShouldBe([0, 0, 0, 0]);
    }

    [Fact]
    public void Equal_embeddings_have_a_gradient_that_is_a_number()
    {
        var embeddings = tensor(new float[] { 1, 0, 1, 0, 0, 1 }, [3, 2]).requires_grad_();

        var loss = Triplet.Compute(embeddings, tensor(new long[] { 5, 5, 6 }), 2);
        loss.backward();

        loss.item<float>().ShouldBe(2 - MathF.Sqrt(2), Tolerance);
        embeddings.grad!.data<float>().ToArray().ShouldAllBe(value => float.IsFinite(value));
    }

    [Fact]
    public void Weights_of_another_number_of_classes_are_refused() =>
        Should.Throw<ArgumentException>(() => PixelCrossEntropy.Compute(zeros(1, 3, 2, 2), zeros([1, 2, 2], ScalarType.Int64), 255, [1, 2]))
            .Message.ShouldContain("3 classes take as many weights, not 2");

    [Fact]
    public void Targets_of_another_shape_are_refused() =>
        Should.Throw<ArgumentException>(() => L1.Compute(zeros(1, 1, 2, 2), zeros(1, 1, 2, 1)))
            .Message.ShouldContain("Values of 1x1x2x2 cannot be compared with targets of 1x1x2x1");

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
            found[i].ShouldBe(wanted[i], Tolerance * Math.Max(1, Math.Abs(wanted[i])), $"{expected}[{i}]");
    }
}
