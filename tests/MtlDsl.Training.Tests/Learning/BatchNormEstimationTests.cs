using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training.Tests.Learning;

[Collection("torch")]
public class BatchNormEstimationTests
{
    [Fact]
    public void Statistics_are_those_of_all_inputs_while_each_batch_is_normalised_by_its_own()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new TinyNetwork();
        Tensor[] batches = [randn(4, 3, 32, 32) * 3 + 1, randn(4, 3, 32, 32), rand(4, 3, 32, 32)];
        model.eval();

        BatchNormEstimation.Apply(model, batches);

        model.training.ShouldBeFalse();
        var state = model.state_dict();
        var first = batches.Select(batch => F.conv2d(batch, state["trunk.conv1.weight"], strides: [2, 2], padding: [1, 1])).ToArray();
        ShouldHold("trunk.bn1", first);
        var second = first.Select(map => F.conv2d(F.relu(Normalised(map)), state["trunk.conv2.weight"], strides: [2, 2], padding: [1, 1]));
        ShouldHold("trunk.bn2", [.. second]);

        // Scale 1 and bias 0, as norms start.
        Tensor Normalised(Tensor map) =>
            (map - map.mean([0, 2, 3], keepdim: true)) / (map.var([0, 2, 3], unbiased: false, keepdim: true) + 1e-5).sqrt();

        void ShouldHold(string norm, Tensor[] inputs)
        {
            var all = cat(inputs);
            state[$"{norm}.running_mean"].allclose(all.mean([0, 2, 3]), rtol: 1e-4, atol: 1e-5).ShouldBeTrue(norm);
            state[$"{norm}.running_var"].allclose(all.var([0, 2, 3], unbiased: false), rtol: 1e-4, atol: 1e-5).ShouldBeTrue(norm);
        }
    }

    [Fact]
    public void Frozen_norms_keep_what_they_have()
    {
        using var model = new TinyNetwork();
        StageFreezing.Apply(model, "Map");

        BatchNormEstimation.Apply(model, [randn(4, 3, 32, 32)]);

        model.state_dict()["trunk.bn1.running_mean"].abs().max().item<float>().ShouldBe(0);
    }

    [Fact]
    public void Without_images_it_says_so_and_leaves_the_mode()
    {
        using var model = new TinyNetwork();
        model.train();

        Should.Throw<ArgumentException>(() => BatchNormEstimation.Apply(model, [])).Message.ShouldContain("No image");

        model.training.ShouldBeTrue();
    }
}
