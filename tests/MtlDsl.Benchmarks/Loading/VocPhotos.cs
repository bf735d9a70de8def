using MtlDsl.Models;

namespace MtlDsl.Benchmarks.Loading;

/// <summary>Photos with boxes, augmented as SSD's training does.</summary>
[PascalVoc<VocMultitask>]
[PhotometricDistortion, Expand(4), MinOverlapCrop, RandomFlip, Warp]
public partial class VocPhotos;
