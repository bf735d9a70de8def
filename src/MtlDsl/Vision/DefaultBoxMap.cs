namespace MtlDsl.Vision;

/// <summary>The default boxes of one feature map: the same few shapes around the centre of every cell.</summary>
/// <param name="Columns">Cells a row of the map.</param>
/// <param name="Rows">Rows of the map.</param>
/// <param name="StrideX">Distance between the centres of two cells, as a fraction of the image's width.</param>
/// <param name="StrideY">Distance between the centres of two cells, as a fraction of the image's height.</param>
/// <param name="Shapes">Width and height of each box, as fractions of the image, in the order of the predictor's channels.</param>
public sealed record DefaultBoxMap(int Columns, int Rows, float StrideX, float StrideY, IReadOnlyList<(float Width, float Height)> Shapes);
