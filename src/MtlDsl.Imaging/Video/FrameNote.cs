using MtlDsl.Vision;

namespace MtlDsl.Imaging.Video;

/// <summary>What is known of a frame before its pixels are there.</summary>
/// <param name="Size">Its size.</param>
/// <param name="Time">When it is shown, in seconds; not a number where that is not known.</param>
/// <param name="Complaint">What the decoder complained of since the frame before.</param>
internal sealed record FrameNote(PixelSize Size, double Time = double.NaN, string? Complaint = null);
