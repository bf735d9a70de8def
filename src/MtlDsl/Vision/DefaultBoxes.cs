namespace MtlDsl.Vision;

/// <summary>
/// All default boxes of a detection head (the "priors" of Caffe's SSD), in the order of its outputs: map by map, row by row, cell by
/// cell, shape by shape.
/// </summary>
public sealed class DefaultBoxes
{
    private readonly (float X, float Y, float Width, float Height)[] boxes;
    private readonly float[] planes;

    /// <summary>Lays the shapes of every map around its cells' centres.</summary>
    public DefaultBoxes(params IReadOnlyList<DefaultBoxMap> maps)
    {
        Maps = maps;
        boxes = [.. maps.SelectMany(Place)];
        planes = new float[BoxPlanes.Floats(boxes.Length)];
        for (var i = 0; i < boxes.Length; i++)
        {
            var (x, y, width, height) = boxes[i];
            Planes.Set(i, new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2));
        }
    }

    /// <summary>The maps, finest first as declared.</summary>
    public IReadOnlyList<DefaultBoxMap> Maps { get; }

    /// <summary>Number of default boxes: 8,732 for SSD300.</summary>
    public int Count => boxes.Length;

    /// <summary>Every box as centre and size, in fractions of the image.</summary>
    public ReadOnlySpan<(float X, float Y, float Width, float Height)> Boxes => boxes;

    /// <summary>Every box by its corners, for overlaps with many at a time.</summary>
    internal BoxPlanes Planes => new(planes, boxes.Length);

    private static IEnumerable<(float X, float Y, float Width, float Height)> Place(DefaultBoxMap map)
    {
        for (var row = 0; row < map.Rows; row++)
        for (var column = 0; column < map.Columns; column++)
        foreach (var (width, height) in map.Shapes)
            yield return ((column + 0.5f) * map.StrideX, (row + 0.5f) * map.StrideY, width, height);
    }
}
