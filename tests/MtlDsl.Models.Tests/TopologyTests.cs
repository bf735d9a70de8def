using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>Who owns what, and whether it is computed right, in a network with all that can be combined.</summary>
[Collection("torch")]
public class TopologyTests
{
    [Fact]
    public void Stages_after_the_split_belong_to_the_heads_that_need_them() =>
        Topology.Architecture.Taps.Select(t => (t.Owner, t.Member, t.Source)).ShouldBe(
        [
            ("Trunk", "Stride4", null), ("Trunk", "Stride8", "SmallResNet.Stride4"),
            ("Fine", "Stride16", "SmallResNet.Stride8"), ("Fine", "Stride32", "SmallResNet.Stride16"),
            ("Near", "Stride16", "SmallResNet.Stride8"), ("Near", "Coarse", "SmallResNet.Stride16"),
            ("Near", "Coarser", "Side.Coarse"), ("Near", "Whole", "SideOfSide.Coarser"),
            ("Far", "Stride16", "SmallResNet.Stride8"),
        ]);

    [Fact]
    public void Outputs_of_several_heads_of_a_kind_carry_the_heads_names() => Topology.Architecture.OutputNames.ShouldBe(
    [
        "fine_seg_scores", "coarse_seg_scores",
        "near_mbox_conf_out", "near_mbox_location_out", "far_mbox_conf_out", "far_mbox_location_out",
    ]);

    [Fact]
    public void The_declared_costs_are_the_modules()
    {
        using var network = new Topology();
        network.parameters().Sum(p => p.numel()).ShouldBe(Topology.Architecture.Cost.Parameters);
    }

    [Fact]
    public void ONNX_Runtime_gives_what_the_modules_give()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var network = new Topology();
        // Predictors start at or near zero: their outputs would say nothing.
        foreach (var (name, parameter) in network.named_parameters())
            if (name.Contains("score_", StringComparison.Ordinal) || name.Contains("confidence_", StringComparison.Ordinal) || name.Contains("location_", StringComparison.Ordinal))
                parameter.normal_(0, 0.1);
        network.eval();
        using var folder = new TemporaryFolder();
        var path = folder["topology.onnx"];
        Topology.ToOnnx(new ModuleWeights(network)).Save(path);
        using var session = NetworkSession.Load(path, Topology.Architecture);
        var image = randn(1, 3, 64, 96);

        var expected = ((IMultitaskModel)network).Forward(image);
        var actual = session.Run(image.data<float>().ToArray());

        for (var i = 0; i < expected.Count; i++)
        {
            var values = expected[i].contiguous().data<float>().ToArray();
            var largest = values.Max(Math.Abs);
            largest.ShouldBeGreaterThan(0);
            (values.Zip(actual[i], (a, b) => Math.Abs(a - b)).Max() / largest).ShouldBeLessThan(1e-4f, Topology.Architecture.OutputNames.ElementAt(i));
        }
    }

    /// <summary>A twin is its head in the network: with the same weights it gives the same.</summary>
    [Fact]
    public void A_twin_with_the_networks_weights_gives_what_its_head_gives()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var network = new Topology();
        using var twin = new Topology.FarOnly();
        var weights = network.state_dict();
        foreach (var (name, tensor) in twin.state_dict())
            tensor.copy_(weights[name]);
        network.eval();
        twin.eval();
        var image = randn(1, 3, 64, 96);

        var (expected, actual) = (network.call(image).Far, twin.call(image).Far);

        actual.Confidences.allclose(expected.Confidences).ShouldBeTrue();
        actual.Locations.allclose(expected.Locations).ShouldBeTrue();
    }
}
