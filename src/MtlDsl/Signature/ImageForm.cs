namespace MtlDsl;

/// <summary>How the file of an exported network takes its images.</summary>
public enum ImageForm
{
    /// <summary>Normalised values, plane by plane: N x 3 x height x width, float32.</summary>
    Planes,

    /// <summary>An image's own bytes, pixel by pixel: N x height x width x 3, uint8, red, green, blue. The network normalises them.</summary>
    Pixels,
}
