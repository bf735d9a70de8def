using MtlDsl;

namespace PennFudan;

/// <summary>The Penn-Fudan pedestrians. A label goes to a class of each head: to the boxes' and to the masks'.</summary>
[PascalText<Pedestrians>]
[Label("PASpersonWalking", PedestrianObject.Pedestrian), Label("PASpersonWalking", PedestrianClass.Pedestrian)]
[Label("PASpersonStanding", PedestrianObject.Pedestrian), Label("PASpersonStanding", PedestrianClass.Pedestrian)]
[PhotometricDistortion(Brightness = 0.2, Contrast = 0.4, Saturation = 0.4, Hue = 0), Expand(2), MinOverlapCrop, RandomFlip, Warp]
public partial class PedestrianData;
