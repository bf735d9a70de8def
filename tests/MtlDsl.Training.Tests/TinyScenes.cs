using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests;

/// <summary>Images of one red and one green square on grey, made from their number.</summary>
/// <param name="count">Number of images.</param>
/// <param name="first">Number of the first image.</param>
/// <param name="hasBoxes">Whether boxes are labelled.</param>
/// <param name="hasMasks">Whether pixels are labelled.</param>
public sealed class TinyScenes(int count, int first, bool hasBoxes = true, bool hasMasks = true) : IExampleSource
{
    private const int Side = 32, Square = 10;

    private static readonly Dictionary<byte, string?> names = new() { [0] = "ground", [1] = "red", [2] = "green" };

    public int Count => count;

    public LabelKinds Labels => (hasBoxes ? LabelKinds.Boxes : LabelKinds.None) | (hasMasks ? LabelKinds.Masks : LabelKinds.None);

    public Example Read(int index)
    {
        var random = new Random(first + index);
        var image = new RgbImage(Side, Side);
        var mask = new LabelMap(Side, Side);
        Array.Fill(image.Pixels, (byte)random.Next(80, 140));
        var objects = new List<LabelledObject>();
        // Left and right halves, so that the squares never overlap.
        for (byte label = 1; label <= 2; label++)
        {
            var (left, top) = ((label == 1 ? 0 : Side / 2) + random.Next(Side / 2 - Square), random.Next(Side - Square));
            Paint(image, mask, left, top, label);
            objects.Add(new LabelledObject(
                names[label]!, new Box(left, top, left + Square, top + Square).Scale(1f / Side, 1f / Side)));
        }
        return new Example($"scene{first + index}", image, hasBoxes ? objects : null, hasMasks ? new LabelledMask(mask, names) : null);
    }

    private static void Paint(RgbImage image, LabelMap mask, int left, int top, byte label)
    {
        for (var y = top; y < top + Square; y++)
        for (var x = left; x < left + Square; x++)
        {
            mask.Labels[y * Side + x] = label;
            var pixel = image.Pixels.AsSpan(3 * (y * Side + x), 3);
            pixel.Clear();
            pixel[label - 1] = 230;
        }
    }
}
