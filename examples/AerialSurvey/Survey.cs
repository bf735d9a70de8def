using MtlDsl;
using MtlDsl.Models;

namespace AerialSurvey;

/// <summary>Surfaces and vehicles seen from a drone, on one MobileNetV2. No photo has both labels: each head learns from its own data set.</summary>
[MultitaskModel<MobileNetV2>(Width = 256, Height = 256, Normalization = Normalization.Symmetric)]
public partial class Survey
{
    /// <summary>
    /// The surface under every pixel. Water and cars are under half a percent of the pixels: a class's weight is the root of the median share
    /// of the training pixels over its own.
    /// </summary>
    [FcnHead(MobileNetV2.Stride32, Skip = [MobileNetV2.Stride16, MobileNetV2.Stride8])]
    [PixelCrossEntropy(ClassWeights = [0.85, 1.3, 0.65, 6.2, 0.35, 4.4])]
    public partial SegmentationHead<Surface> Surfaces { get; }

    /// <summary>
    /// Cars from above: from a drone of one height they are of one size, about 26 pixels here, and twice as long as wide, along or across
    /// the image. The larger boxes are for images that augmentation has enlarged.
    /// </summary>
    [SsdHead]
    [DetectAt(MobileNetV2.Stride8, Sizes = [16, 22], AspectRatios = [2])]
    [DetectAt(MobileNetV2.Stride16, Sizes = [22, 32, 45], AspectRatios = [2])]
    [DetectAt(MobileNetV2.Stride32, Sizes = [64, 90], AspectRatios = [2])]
    [MultiBoxLoss]
    public partial DetectionHead<Vehicle> Vehicles { get; }
}
