using MtlDsl;
using MtlDsl.Models;

namespace QuickStart;

/// <summary>Procedural scenes, seen from above, for the small aerial network.</summary>
[AerialScenes<SmallAerial>]
[PhotometricDistortion(Brightness = 0.1, Contrast = 0.3, Saturation = 0.3, Hue = 6), RandomFlip, Warp]
public partial class SceneData;
