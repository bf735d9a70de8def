using MtlDsl;
using MtlDsl.Models;

namespace PascalVoc;

/// <summary>Pascal VOC in its own tree: boxes from the annotations, classes of pixels from the palette masks.</summary>
[PascalVoc<VocMultitask>]
[PhotometricDistortion, Expand(4), MinOverlapCrop, RandomFlip, Warp]
public partial class VocData;
