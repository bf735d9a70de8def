using AerialSurvey;

namespace MtlDsl.Benchmarks.Pacing;

/// <summary>Photos of cars that are seen as they are, so that a few of them can be learnt by heart.</summary>
[PascalVoc<Survey>]
[Warp]
public partial class FewVehicles;
