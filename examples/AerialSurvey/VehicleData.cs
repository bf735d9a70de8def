using MtlDsl;

namespace AerialSurvey;

/// <summary>Photos of a street from a drone with a box around every car. A photo's name begins with its video's, which is not divided.</summary>
[PascalVoc<Survey>(GroupBy = "_")]
[PhotometricDistortion(Brightness = 0.1, Contrast = 0.3, Saturation = 0.3, Hue = 6), Expand(1.5), MinOverlapCrop(MinScale = 0.5), RandomFlip(Vertical = true), Warp]
public partial class VehicleData;
