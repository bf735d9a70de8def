using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace JetsonRunner;

/// <summary>What the network sees in a frame, drawn over it: the first map of classes, and all boxes.</summary>
internal static class Picture
{
    public static RgbImage Draw(RgbImage image, NetworkPrediction prediction)
    {
        var map = prediction.Heads.OfType<SegmentationPrediction>().FirstOrDefault();
        var boxes =
            from objects in prediction.Heads.OfType<DetectionPrediction>()
            from found in objects.Detections
            let @class = objects.Head.Classes[found.Class]
            select (found.Box.Scale(image.Width, image.Height), FormattableString.Invariant($"{@class.Name} {found.Score:0.00}"), @class.Color);
        return Overlay.Draw(image, map?.Labels, map?.Head.Classes ?? [], boxes);
    }
}
