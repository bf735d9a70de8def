using MtlDsl.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

[Collection("torch")]
public class StageFreezingTests
{
    public static TheoryData<Type> Networks => [typeof(VocMultitask), typeof(VocMultitaskAfterRes4f), typeof(SmallAerial), typeof(Topology), typeof(FiveHeads)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_stage_says_where_its_weights_are(Type network)
    {
        using var model = (IMultitaskModel)Activator.CreateInstance(network)!;
        var parameters = model.Module.named_parameters().ToList();

        foreach (var tap in model.Architecture.Taps)
            parameters.Where(item => tap.Holds(item.name)).Sum(item => item.parameter.numel()).ShouldBe(tap.Cost.Parameters, $"{tap.Owner} {tap.Name}");
        parameters.ShouldAllBe(item => model.Architecture.Taps.Count(tap => tap.Holds(item.name)) <= 1);
        parameters.Where(item => item.name.StartsWith("trunk.", StringComparison.Ordinal))
            .ShouldAllBe(item => model.Architecture.Taps.Any(tap => tap.Holds(item.name)));
    }

    [Theory]
    [InlineData("Res2c")]
    [InlineData("ResNet50.Res2c")]
    public void The_studys_freezing_holds_conv1_and_res2(string upTo)
    {
        using var network = new VocMultitask();
        network.train();

        StageFreezing.Apply(network, upTo);

        network.named_parameters().Where(item => !item.parameter.requires_grad).Select(item => item.name.Split('.')[1]).Distinct()
            .ShouldBe(["conv1", "bn1", "layer1"]);
        var still = network.named_modules().Where(item => item.module is BatchNorm2d && !item.module.training).Select(item => item.name).ToList();
        still.Count.ShouldBe(1 + 3 * 3 + 1); // the stem's, three in each of three blocks, and the first block's shortcut
        still.ShouldAllBe(name => name == "trunk.bn1" || name.StartsWith("trunk.layer1.", StringComparison.Ordinal));
    }

    [Fact]
    public void Frozen_stages_do_not_move_and_the_others_learn()
    {
        using var scope = NewDisposeScope();
        using var network = new SmallAerial();
        var model = (IMultitaskModel)network;
        var upTo = model.Architecture.Taps[0];
        network.train();
        StageFreezing.Apply(network, upTo.Member);
        var before = network.state_dict().ToDictionary(item => item.Key, item => item.Value.clone());
        using var descent = optim.SGD(network.parameters(), 0.1, weight_decay: 0.1);

        var size = model.Architecture.Input;
        model.Forward(randn(2, 3, size.Height, size.Width)).Select(output => output.square().sum()).Aggregate((a, b) => a + b).backward();
        descent.step();

        foreach (var (name, tensor) in network.state_dict())
            if (upTo.Holds(name))
                tensor.equal(before[name]).all().item<bool>().ShouldBeTrue(name);
        network.state_dict().Count(item => item.Key.StartsWith("trunk.", StringComparison.Ordinal) && !item.Value.equal(before[item.Key]).all().item<bool>())
            .ShouldBeGreaterThan(10);
    }

    [Fact]
    public void An_unknown_stage_is_an_error_that_lists_the_trunks()
    {
        using var network = new VocMultitaskAfterRes4f();

        // The fifth stage belongs to the heads here.
        Should.Throw<ArgumentException>(() => StageFreezing.Apply(network, "Res5c")).Message
            .ShouldStartWith("'Res5c' is no stage of VocMultitaskAfterRes4f's trunk, which could be frozen up to it; the trunk has Pool1, Res2c, Res3d, Res4f.");
    }
}
