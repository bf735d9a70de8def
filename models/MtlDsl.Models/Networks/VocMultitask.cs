namespace MtlDsl.Models;

/// <summary>The study's network for Pascal VOC: FCN segmentation and SSD300 detection on one ResNet-50.</summary>
[MultitaskModel<ResNet50>(Width = 300, Height = 300)]
[SplitAfter(ResNet50.Res5c)]
[Budget(Board.JetsonTX1, Milliseconds = 250, WeightsMB = 160)]
public partial class VocMultitask
{
    /// <summary>21 classes a pixel.</summary>
    [FcnHead(ResNet50.Res5c, Skip = [ResNet50.Res4f])]
    [PixelCrossEntropy(IgnoreLabel = 255)]
    public partial SegmentationHead<VocClass> Segmentation { get; }

    /// <summary>8,732 default boxes, those of Caffe's SSD300.</summary>
    [SsdHead]
    [DetectAt(ResNet50.Res3d, MinSize = 30, MaxSize = 60, AspectRatios = [2], Step = 8, L2Norm = 20)]
    [DetectAt(ResNet50.Res4f, MinSize = 60, MaxSize = 111, AspectRatios = [2, 3], Step = 16, L2Norm = 20)]
    [DetectAt(ResNet50.Res5c, MinSize = 111, MaxSize = 162, AspectRatios = [2, 3], Step = 32, L2Norm = 20)]
    [DetectAt(SsdExtras.Res6b, MinSize = 162, MaxSize = 213, AspectRatios = [2, 3], Step = 64)]
    [DetectAt(SsdExtras.Res7b, MinSize = 213, MaxSize = 264, AspectRatios = [2], Step = 100)]
    [DetectAt(SsdExtras.PoolLast, MinSize = 264, MaxSize = 315, AspectRatios = [2], Step = 300)]
    [MultiBoxLoss(NegativeRatio = 3, Overlap = 0.5)]
    public partial DetectionHead<VocObject> Detection { get; }
}
