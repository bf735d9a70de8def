using MtlDsl;
using MtlDsl.Models;

namespace AerialHeights;

/// <summary>Procedural scenes, seen from above, with the height of everything in them.</summary>
[AerialScenes<SmallAerialHeights>]
[PhotometricDistortion(Brightness = 0.1, Contrast = 0.3, Saturation = 0.3, Hue = 6), RandomFlip, Warp]
public partial class SceneData;
