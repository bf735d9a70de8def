using MtlDsl;

namespace AerialSurvey;

/// <summary>
/// Chips of two drone flights with a mask each (DroneDeploy). A flight's chips lie beside each other, and two flights are too few to spare
/// one: each is cut into eight runs, which are divided so that every class is in every part, and a chip beside another part's is left out.
/// </summary>
[MaskFolder<Survey>(Images = "image-chips", Masks = "label-chips", GroupBy = "-", Blocks = 8, Gap = 1, Balance = true)]
[MaskValue(0, Surface.Building), MaskValue(40, Surface.Clutter), MaskValue(80, Surface.Vegetation)]
[MaskValue(120, Surface.Water), MaskValue(160, Surface.Ground), MaskValue(200, Surface.Car)]
[PhotometricDistortion(Brightness = 0.1, Contrast = 0.3, Saturation = 0.3, Hue = 6), MinOverlapCrop(MinScale = 0.6), RandomFlip(Vertical = true), Warp]
public partial class SurfaceData;
