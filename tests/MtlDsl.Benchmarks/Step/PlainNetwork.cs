using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MtlDsl.Benchmarks.Step;

/// <summary>
/// The network of VocMultitask (ResNet-50, FCN and SSD heads) as one writes it by hand in TorchSharp, without anything of MtlDsl. Parameters,
/// shapes and operations are the same.
/// </summary>
internal sealed class PlainNetwork : Module<Tensor, Tensor[]>
{
    private const long Classes = 21;

    private static readonly long[] boxes = [4, 6, 6, 6, 4, 4];
    private static readonly long[] channels = [512, 1024, 2048, 1024, 1024, 1024];

    private readonly Sequential stem, res2, res3, res4, res5, res6, res7;
    private readonly Conv2d score5, score4;
    private readonly ModuleList<PlainL2Norm> norms;
    private readonly ModuleList<Conv2d> locations, confidences;

    public PlainNetwork() : base(nameof(PlainNetwork))
    {
        stem = Sequential(Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(64), ReLU(), MaxPool2d(3, stride: 2, padding: 1));
        res2 = Blocks(64, 64, 256, 3, stride: 1);
        res3 = Blocks(256, 128, 512, 4, stride: 2);
        res4 = Blocks(512, 256, 1024, 6, stride: 2);
        res5 = Blocks(1024, 512, 2048, 3, stride: 2);
        score5 = Conv2d(2048, Classes, 1);
        score4 = Conv2d(1024, Classes, 1);
        res6 = Blocks(2048, 256, 1024, 2, stride: 2);
        res7 = Blocks(1024, 256, 1024, 2, stride: 2);
        norms = new ModuleList<PlainL2Norm>([.. channels.Take(3).Select(count => new PlainL2Norm(count))]);
        locations = new ModuleList<Conv2d>([.. channels.Zip(boxes, (count, each) => Conv2d(count, 4 * each, 3, padding: 1))]);
        confidences = new ModuleList<Conv2d>([.. channels.Zip(boxes, (count, each) => Conv2d(count, Classes * each, 3, padding: 1))]);
        RegisterComponents();
    }

    public override Tensor[] forward(Tensor images)
    {
        var map3 = res3.call(res2.call(stem.call(images)));
        var map4 = res4.call(map3);
        var map5 = res5.call(map4);
        var map6 = res6.call(map5);
        var map7 = res7.call(map6);
        Tensor[] maps = [norms[0].call(map3), norms[1].call(map4), norms[2].call(map5), map6, map7, functional.adaptive_avg_pool2d(map7, 1)];
        var scores = Enlarge(score5.call(map5), map4) + score4.call(map4);
        return [Enlarge(scores, images), Gather(locations, maps, 4), Gather(confidences, maps, Classes)];
    }

    private static Tensor Enlarge(Tensor scores, Tensor to) =>
        functional.interpolate(scores, [to.shape[2], to.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);

    private static Tensor Gather(ModuleList<Conv2d> predictors, Tensor[] maps, long width) =>
        cat([.. maps.Select((map, i) => predictors[i].call(map).permute(0, 2, 3, 1).reshape(map.shape[0], -1, width))], 1);

    private static Sequential Blocks(long inputs, long width, long outputs, int count, int stride) =>
        Sequential(Enumerable.Range(0, count).Select(i => (Module<Tensor, Tensor>)new PlainBottleneck(i == 0 ? inputs : outputs, width, outputs, i == 0 ? stride : 1)));
}

/// <summary>A bottleneck block whose 3x3 convolution has the stride, as torchvision's.</summary>
internal sealed class PlainBottleneck : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1, conv2, conv3;
    private readonly BatchNorm2d bn1, bn2, bn3;
    private readonly Sequential? downsample;

    public PlainBottleneck(long inputs, long width, long outputs, int stride) : base(nameof(PlainBottleneck))
    {
        (conv1, bn1) = (Conv2d(inputs, width, 1, bias: false), BatchNorm2d(width));
        (conv2, bn2) = (Conv2d(width, width, 3, stride: stride, padding: 1, bias: false), BatchNorm2d(width));
        (conv3, bn3) = (Conv2d(width, outputs, 1, bias: false), BatchNorm2d(outputs));
        if (inputs != outputs || stride != 1)
            downsample = Sequential(Conv2d(inputs, outputs, 1, stride: stride, bias: false), BatchNorm2d(outputs));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var map = functional.relu(bn1.call(conv1.call(input)));
        map = functional.relu(bn2.call(conv2.call(map)));
        return functional.relu(bn3.call(conv3.call(map)) + (downsample?.call(input) ?? input));
    }
}

/// <summary>L2 normalisation over channels with a learned scale for each.</summary>
internal sealed class PlainL2Norm : Module<Tensor, Tensor>
{
    private readonly Parameter weight;

    public PlainL2Norm(long channels) : base(nameof(PlainL2Norm))
    {
        weight = Parameter(full(channels, 20.0f));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => functional.normalize(input, dim: 1) * weight.view(1, -1, 1, 1);
}
