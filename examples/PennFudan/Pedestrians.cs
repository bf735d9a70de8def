using MtlDsl;
using MtlDsl.Models;

namespace PennFudan;

/// <summary>Finds pedestrians as boxes and as pixels on one MobileNetV2.</summary>
[MultitaskModel<MobileNetV2>(Width = 256, Height = 256, Normalization = Normalization.Symmetric)]
public partial class Pedestrians
{
    /// <summary>Pedestrian or background, a pixel.</summary>
    [FcnHead(MobileNetV2.Stride32, Skip = [MobileNetV2.Stride16])]
    [PixelCrossEntropy]
    public partial SegmentationHead<PedestrianClass> Segmentation { get; }

    /// <summary>Boxes that are mostly upright: each size as a square and narrower.</summary>
    [SsdHead]
    [DetectAt(MobileNetV2.Stride16, Sizes = [25.6, 51.2, 76.8], AspectRatios = [0.5, 1 / 3.0, 0.2], Flip = false)]
    [DetectAt(MobileNetV2.Stride32, Sizes = [64, 89.6], AspectRatios = [0.5, 1 / 3.0, 0.2], Flip = false)]
    [DetectAt(PedestrianExtras.Stride64, Sizes = [102.4, 128], AspectRatios = [0.5, 1 / 3.0], Flip = false)]
    [DetectAt(PedestrianExtras.Stride128, Sizes = [153.6, 179.2], AspectRatios = [0.5, 1 / 3.0, 2], Flip = false)]
    [DetectAt(PedestrianExtras.Stride256, Sizes = [204.8, 230.4], AspectRatios = [0.5, 2], Flip = false)]
    [MultiBoxLoss]
    public partial DetectionHead<PedestrianObject> Detection { get; }
}
