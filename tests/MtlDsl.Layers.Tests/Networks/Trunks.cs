using MtlDsl.Models;

namespace MtlDsl.Layers.Tests;

// A network on each trunk that ships. Its detection head reads every stage, so that the trunk gives every map.

[MultitaskModel<ResNet18>(Width = 96, Height = 64)]
public partial class ResNet18Maps
{
    [SsdHead]
    [DetectAt(ResNet18.Pool1, Sizes = [32])]
    [DetectAt(ResNet18.Res2b, Sizes = [32])]
    [DetectAt(ResNet18.Res3b, Sizes = [32])]
    [DetectAt(ResNet18.Res4b, Sizes = [32])]
    [DetectAt(ResNet18.Res5b, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

[MultitaskModel<ResNet34>(Width = 96, Height = 64)]
public partial class ResNet34Maps
{
    [SsdHead]
    [DetectAt(ResNet34.Pool1, Sizes = [32])]
    [DetectAt(ResNet34.Res2c, Sizes = [32])]
    [DetectAt(ResNet34.Res3d, Sizes = [32])]
    [DetectAt(ResNet34.Res4f, Sizes = [32])]
    [DetectAt(ResNet34.Res5c, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

[MultitaskModel<ResNet50>(Width = 96, Height = 64)]
public partial class ResNet50Maps
{
    [SsdHead]
    [DetectAt(ResNet50.Pool1, Sizes = [32])]
    [DetectAt(ResNet50.Res2c, Sizes = [32])]
    [DetectAt(ResNet50.Res3d, Sizes = [32])]
    [DetectAt(ResNet50.Res4f, Sizes = [32])]
    [DetectAt(ResNet50.Res5c, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

[MultitaskModel<ResNet101>(Width = 96, Height = 64)]
public partial class ResNet101Maps
{
    [SsdHead]
    [DetectAt(ResNet101.Pool1, Sizes = [32])]
    [DetectAt(ResNet101.Res2c, Sizes = [32])]
    [DetectAt(ResNet101.Res3b3, Sizes = [32])]
    [DetectAt(ResNet101.Res4b22, Sizes = [32])]
    [DetectAt(ResNet101.Res5c, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

[MultitaskModel<Vgg16>(Width = 96, Height = 64)]
public partial class Vgg16Maps
{
    [SsdHead]
    [DetectAt(Vgg16.Conv1_2, Sizes = [32])]
    [DetectAt(Vgg16.Conv2_2, Sizes = [32])]
    [DetectAt(Vgg16.Conv3_3, Sizes = [32])]
    [DetectAt(Vgg16.Conv4_3, Sizes = [32])]
    [DetectAt(Vgg16.Conv5_3, Sizes = [32])]
    [DetectAt(Vgg16.Fc7, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

[MultitaskModel<SqueezeNet10>(Width = 96, Height = 64)]
public partial class SqueezeNet10Maps
{
    [SsdHead]
    [DetectAt(SqueezeNet10.Conv1, Sizes = [32])]
    [DetectAt(SqueezeNet10.Fire4, Sizes = [32])]
    [DetectAt(SqueezeNet10.Fire8, Sizes = [32])]
    [DetectAt(SqueezeNet10.Fire9, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

[MultitaskModel<SqueezeNet11>(Width = 96, Height = 64)]
public partial class SqueezeNet11Maps
{
    [SsdHead]
    [DetectAt(SqueezeNet11.Conv1, Sizes = [32])]
    [DetectAt(SqueezeNet11.Fire3, Sizes = [32])]
    [DetectAt(SqueezeNet11.Fire5, Sizes = [32])]
    [DetectAt(SqueezeNet11.Fire9, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

[MultitaskModel<MobileNetV2>(Width = 96, Height = 64)]
public partial class MobileNetV2Maps
{
    [SsdHead]
    [DetectAt(MobileNetV2.Stride2, Sizes = [32])]
    [DetectAt(MobileNetV2.Stride4, Sizes = [32])]
    [DetectAt(MobileNetV2.Stride8, Sizes = [32])]
    [DetectAt(MobileNetV2.Stride16, Sizes = [32])]
    [DetectAt(MobileNetV2.Stride32, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

[MultitaskModel<MobileNetV3Small>(Width = 96, Height = 64)]
public partial class MobileNetV3SmallMaps
{
    [SsdHead]
    [DetectAt(MobileNetV3Small.Stride2, Sizes = [32])]
    [DetectAt(MobileNetV3Small.Stride4, Sizes = [32])]
    [DetectAt(MobileNetV3Small.Stride8, Sizes = [32])]
    [DetectAt(MobileNetV3Small.Stride16, Sizes = [32])]
    [DetectAt(MobileNetV3Small.Stride32, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

[MultitaskModel<SmallResNet>(Width = 96, Height = 64)]
public partial class SmallResNetMaps
{
    [SsdHead]
    [DetectAt(SmallResNet.Stride4, Sizes = [32])]
    [DetectAt(SmallResNet.Stride8, Sizes = [32])]
    [DetectAt(SmallResNet.Stride16, Sizes = [32])]
    [DetectAt(SmallResNet.Stride32, Sizes = [32])]
    [MultiBoxLoss]
    public partial DetectionHead<Kind> Detection { get; }
}

/// <summary>MobileNetV2 at the size at which it was trained.</summary>
[MultitaskModel<MobileNetV2>(Width = 224, Height = 224)]
public partial class MobileNetV2Classifier
{
    [FcnHead(MobileNetV2.Stride32), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}
