using MtlDsl.Models;

namespace MtlDsl.Benchmarks;

/// <summary>The procedural scenes for <see cref="FlatRun"/>.</summary>
[AerialScenes<SmallAerial>]
[PhotometricDistortion, RandomFlip, Warp]
public partial class FlatScenes;
