namespace MtlDsl.Vision;

/// <summary>Changes the colours of a row of pixels in place; channels from 0 to 1.</summary>
/// <param name="reds">The red of each pixel.</param>
/// <param name="greens">The green of each pixel.</param>
/// <param name="blues">The blue of each pixel.</param>
public delegate void ColorRow(Span<float> reds, Span<float> greens, Span<float> blues);
