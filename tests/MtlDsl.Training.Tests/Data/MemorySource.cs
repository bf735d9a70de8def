using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

/// <summary>A data set made up by a function; counts how often it is read.</summary>
internal sealed class MemorySource(int count, Func<int, Example> make) : IExampleSource
{
    private int reads;

    public int Count => count;

    public int Reads => reads;

    public Example Read(int index)
    {
        Interlocked.Increment(ref reads);
        return make(index);
    }

    /// <summary>Images of noise with two objects each, both in the mask; every image another.</summary>
    public static MemorySource Noise(int count) => new(count, index => Noise(index, boxes: true, mask: true));

    public static Example Noise(int index, bool boxes, bool mask)
    {
        var random = new Random(index);
        var image = new RgbImage(60 + index, 50);
        random.NextBytes(image.Pixels);
        LabelledObject[] objects = [Object("thing"), Object("other")];
        var labels = new LabelMap(image.Width, image.Height);
        for (var k = 0; k < objects.Length; k++)
            Painter.Fill(labels, objects[k].Box.Scale(image.Width, image.Height), (byte)(k + 1));
        var names = new Dictionary<byte, string?> { [0] = "ground", [1] = "thing", [2] = "other" };
        return new Example($"noise{index}", image, boxes ? objects : null, mask ? new LabelledMask(labels, names) : null);

        LabelledObject Object(string label)
        {
            float left = random.Next(0, 30), top = random.Next(0, 25);
            var pixels = new Box(left, top, left + random.Next(8, 30), top + random.Next(8, 25));
            return new LabelledObject(label, pixels.Scale(1f / image.Width, 1f / image.Height));
        }
    }

    /// <summary>Images of one colour each, told apart by it: the index is the value of every channel.</summary>
    public static MemorySource Flat(int count, int first = 0) => new(count, index =>
    {
        var image = new RgbImage(8, 8);
        Array.Fill(image.Pixels, (byte)(first + index));
        return new Example($"flat{index}", image, null, null);
    });
}
