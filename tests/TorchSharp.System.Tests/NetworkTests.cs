using System.Text.Json;
using TorchSharp.Modules;
using TorchSharp.Tests.Fixtures;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>A residual network: names, first weights, training and inference against PyTorch's.</summary>
[Collection("default generator")]
public class NetworkTests
{
    private static readonly JsonElement Expected = Fixture.Load("network");

    [Fact]
    public void State_has_PyTorchs_names_in_order()
    {
        using var net = new SampleNetwork();
        string[] keys = [.. Expected.GetProperty("keys").EnumerateArray().Select(each => each.GetString()!)];
        net.state_dict().Keys.ShouldBe(keys);
        net.state_dict(prefix: "net").Keys.ShouldBe(keys.Select(key => "net." + key));
        net.state_dict()["bn1.num_batches_tracked"].dtype.ShouldBe(ScalarType.Int64);
    }

    [Fact]
    public void The_same_seed_gives_PyTorchs_first_weights()
    {
        manual_seed(7);
        using var net = new SampleNetwork();
        foreach ((string name, Parameter parameter) in net.named_parameters())
            parameter.ShouldBeClose(Expected.GetProperty("initial").GetProperty(name), name, 1e-6);
    }

    [Fact]
    public void Training_and_inference_are_PyTorchs()
    {
        manual_seed(7);
        using var net = new SampleNetwork();
        using DisposeScope scope = NewDisposeScope();
        Tensor x = Expected.GetProperty("x").ToTensor();
        Tensor target = tensor(Expected.GetProperty("target").EnumerateArray().Select(each => each.GetInt64()).ToArray());
        using SGD optimiser = optim.SGD(net.parameters(), 0.05, momentum: 0.9, weight_decay: 1e-4);
        foreach (JsonElement loss in Expected.GetProperty("losses").EnumerateArray())
        {
            optimiser.zero_grad();
            Tensor found = nn.functional.cross_entropy(net.call(x), target);
            found.backward();
            optimiser.step();
            found.item<float>().ShouldBe(loss.GetSingle(), 1e-4f);
        }
        foreach ((string name, Parameter parameter) in net.named_parameters())
            parameter.grad!.ShouldBeClose(Expected.GetProperty("gradients").GetProperty(name), name, 1e-3);
        foreach ((string name, Tensor buffer) in net.named_buffers())
            buffer.ShouldBeClose(Expected.GetProperty("buffers").GetProperty(name), name, 1e-4);
        net.eval();
        net.training.ShouldBeFalse();
        using (no_grad()) net.call(x).ShouldBeClose(Expected.GetProperty("output"), "inference", 1e-3);
    }

    [Fact]
    public void A_fused_convolution_does_what_the_two_layers_do()
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d conv = nn.Conv2d(3, 5, 3);
        using BatchNorm2d norm = nn.BatchNorm2d(5);
        nn.init.uniform_(norm.running_mean!, -1, 1);
        nn.init.uniform_(norm.running_var!, 0.5, 2);
        nn.init.uniform_(norm.weight!, 0.5, 2);
        norm.eval();
        Tensor x = randn(2, 3, 6, 6);
        Tensor expected = norm.call(conv.call(x));
        (Parameter weight, Parameter bias) = nn.utils.fuse_conv_bn_weights(
            conv.weight, conv.bias, norm.running_mean!, norm.running_var!, norm.eps, norm.weight, norm.bias);
        nn.functional.conv2d(x, weight, bias).allclose(expected, 1e-4, 1e-5).ShouldBeTrue();
    }
}
