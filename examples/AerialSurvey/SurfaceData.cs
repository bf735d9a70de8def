using MtlDsl;

namespace AerialSurvey;

/// <summary>
/// Chips of two drone flights with a mask each (DroneDeploy). A flight's chips lie beside each other, and two flights are too few to spare
/// one: the fourth fifth of each is for testing, and three chips on either side of it are left out.
/// </summary>
[MaskFolder<Survey>(Images = "image-chips", Masks = "label-chips", GroupBy = "-", Blocks = 5, TestBlock = 4, Gap = 3)]
[MaskValue(0, Surface.Building), MaskValue(40, Surface.Clutter), MaskValue(80, Surface.Vegetation)]
[MaskValue(120, Surface.Water), MaskValue(160, Surface.Ground), MaskValue(200, Surface.Car)]
[PhotometricDistortion(Brightness = 0.1, Contrast = 0.3, Saturation = 0.3, Hue = 6), MinOverlapCrop(MinScale = 0.6), RandomFlip, Warp]
public partial class SurfaceData;
