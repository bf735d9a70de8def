using MtlDsl;

namespace MyNetwork;

/// <summary>
/// Procedural scenes, which need no download. For photos of your own put the attribute of their format here ([PascalVoc], [Coco], [Yolo],
/// [MaskFolder] ...) and name their folder with --data.
/// </summary>
[AerialScenes<AerialView>]
[PhotometricDistortion(Brightness = 0.1, Contrast = 0.3, Saturation = 0.3, Hue = 6), RandomFlip, Warp]
public partial class SceneData;
