using System.Globalization;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// Cuts every image of a data set into equal tiles, row by row: photos of thousands of pixels show too much for a network's input. A photo is
/// the origin of its tiles, unless it has one itself. An object belongs to the tile that holds its centre, and is cut at the tile's edge.
/// </summary>
/// <param name="source">The photos.</param>
/// <param name="side">Tiles a row and a column: 2 cuts into four.</param>
public sealed class TiledSource(IExampleSource source, int side) : IExampleSource
{
    private readonly int side = side >= 1 ? side : throw new ArgumentOutOfRangeException(nameof(side), side, "An image is one tile at least.");

    private int Tiles => side * side;

    /// <inheritdoc/>
    public int Count => source.Count * Tiles;

    /// <inheritdoc/>
    public LabelKinds Labels => source.Labels;

    /// <inheritdoc/>
    public IReadOnlyCollection<string>? LabelNames => source.LabelNames;

    /// <inheritdoc/>
    public IReadOnlyList<DataRemark> Remarks => source.Remarks;

    /// <inheritdoc/>
    public string? Id(int index) => source.Id(index / Tiles) is { } id ? Id(id, index) : null;

    /// <summary>The photo's origin; for one that stands for itself the photo. Its name, for in another split its number is another photo's.</summary>
    public string? Origin(int index) => source.Origin(index / Tiles) ?? source.Id(index / Tiles) ?? (index / Tiles).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    /// <exception cref="DataException">The image has fewer pixels than tiles in a row or column.</exception>
    public Example Read(int index)
    {
        var example = source.Read(index / Tiles);
        var (row, column) = Place(index);
        var (width, height) = example.Image.Size;
        if (width < side || height < side)
            throw new DataException($"The image '{example.Id}' of {example.Image.Size} is too small to be cut {side} times.");
        var (left, right, top, bottom) = (Cut(column, width), Cut(column + 1, width), Cut(row, height), Cut(row + 1, height));
        var window = new Box((float)left / width, (float)top / height, (float)right / width, (float)bottom / height);
        var view = new View(window);

        return example with
        {
            Id = Id(example.Id, index),
            Image = new RgbImage(right - left, bottom - top, Rows(example.Image.Pixels, width, 3)),
            Objects = example.Objects?.Where(found => IsHere(found.Box.ClampToUnit())).Select(found => found with { Box = view.Project(found.Box).ClampToUnit() }).ToList(),
            Mask = example.Mask is { } mask ? mask with { Values = new LabelMap(right - left, bottom - top, Rows(mask.Values.Labels, width, 1)) } : null,
            Values = example.Values is { } values ? values with { Values = Planes(values.Values) } : null,
        };

        int Cut(int line, int length) => (int)((long)line * length / side);

        // On an edge between two tiles an object belongs to the later one, so that none is lost.
        bool IsHere(Box box) =>
            box.CenterX >= window.Left && (box.CenterX < window.Right || right == width) && box.CenterY >= window.Top && (box.CenterY < window.Bottom || bottom == height);

        byte[] Rows(byte[] pixels, int stride, int size)
        {
            var part = new byte[(right - left) * (bottom - top) * size];
            for (var y = top; y < bottom; y++)
                pixels.AsSpan((y * stride + left) * size, (right - left) * size).CopyTo(part.AsSpan((y - top) * (right - left) * size));
            return part;
        }

        ValueMap Planes(ValueMap map)
        {
            var part = new ValueMap(map.Channels, bottom - top, right - left);
            for (var channel = 0; channel < map.Channels; channel++)
                for (var y = top; y < bottom; y++)
                    map.Plane(channel).Slice(y * width + left, right - left)
                        .CopyTo(part.Values.AsSpan((channel * (bottom - top) + y - top) * (right - left)));
            return part;
        }
    }

    private (int Row, int Column) Place(int index) => Math.DivRem(index % Tiles, side);

    private string Id(string photo, int index)
    {
        var (row, column) = Place(index);
        return string.Create(CultureInfo.InvariantCulture, $"{photo}#{row + 1}.{column + 1}");
    }
}
