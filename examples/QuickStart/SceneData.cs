using MtlDsl;
using MtlDsl.Models;

namespace QuickStart;

/// <summary>Procedural scenes, seen from above, for the small aerial network.</summary>
[AerialScenes<SmallAerial>]
[PhotometricDistortion, Expand(2), MinOverlapCrop, RandomFlip, Warp]
public partial class SceneData;
