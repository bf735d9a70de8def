using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MtlDsl.Training.Tests;

/// <summary>Two convolutions with batch norms: 32x32 to 16 maps of 8x8.</summary>
public sealed class TinyTrunk : Module<Tensor, Tensor>
{
    public const int Channels = 16;

    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d bn2;

    public TinyTrunk() : base(nameof(TinyTrunk))
    {
        conv1 = Conv2d(3, Channels, 3, stride: 2, padding: 1, bias: false);
        bn1 = BatchNorm2d(Channels);
        conv2 = Conv2d(Channels, Channels, 3, stride: 2, padding: 1, bias: false);
        bn2 = BatchNorm2d(Channels);
        register_module("conv1", conv1);
        register_module("bn1", bn1);
        register_module("conv2", conv2);
        register_module("bn2", bn2);
    }

    public override Tensor forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        var map = nn.functional.relu(bn1.call(conv1.call(images)));
        return nn.functional.relu(bn2.call(conv2.call(map))).MoveToOuterDisposeScope();
    }

    protected override void RegisterComponents()
    {
    }
}
