using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests;

/// <summary>The residual block of Fixtures/make_fixtures.py.</summary>
internal sealed class SampleBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Conv2d conv2;

    [ComponentName(Name = "bn2")]
    private readonly BatchNorm2d _last;

    private readonly Sequential downsample;

    public SampleBlock(long inputs, long outputs, long stride) : base(nameof(SampleBlock))
    {
        conv1 = Conv2d(inputs, outputs, 3, stride, 1, bias: false);
        bn1 = BatchNorm2d(outputs);
        conv2 = Conv2d(outputs, outputs, 3, 1, 1, bias: false);
        _last = BatchNorm2d(outputs);
        downsample = Sequential(Conv2d(inputs, outputs, 1, stride, bias: false), BatchNorm2d(outputs));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor y = _last.call(conv2.call(F.relu(bn1.call(conv1.call(x)))));
        return F.relu(y + downsample.call(x)).MoveToOuterDisposeScope();
    }
}

/// <summary>The network of Fixtures/make_fixtures.py.</summary>
internal sealed class SampleNetwork : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Sequential layer1;
    private readonly ConvTranspose2d up;
    private readonly Linear fc;

    public SampleNetwork() : base(nameof(SampleNetwork))
    {
        conv1 = Conv2d(3, 4, 3, 2, 1);
        bn1 = BatchNorm2d(4);
        layer1 = Sequential(new SampleBlock(4, 6, 2), new SampleBlock(6, 8, 1));
        up = ConvTranspose2d(8, 5, 4, 2, 1);
        fc = Linear(5, 3);
        RegisterComponents();
    }

    public Conv2d First => conv1;

    public override Tensor forward(Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        x = F.max_pool2d(F.relu(bn1.call(conv1.call(x))), 2);
        x = up.call(layer1.call(x));
        return fc.call(x.mean([2, 3])).MoveToOuterDisposeScope();
    }
}
