using System.Text.Json.Serialization;
using MtlDsl.Metrics;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Metrics;

/// <summary>Random images of boxes in whole pixels, many overlaps exactly on a limit, some objects difficult or crowds.</summary>
internal sealed record CocoScenes(
    [property: JsonPropertyName("classes")] int Classes, [property: JsonPropertyName("images")] IReadOnlyList<CocoScenes.Image> Images)
{
    public static CocoScenes Random(int seed, int images, int classes = 3)
    {
        var random = new Random(seed);
        return new(classes, [.. Enumerable.Range(0, images).Select(_ => Draw(random, classes))]);
    }

    public CocoAveragePrecision Measure(IEnumerable<Image>? images = null)
    {
        var measured = new CocoAveragePrecision(Classes);
        foreach (var image in images ?? Images)
            measured.Add(image.Detections, image.Objects, new PixelSize(image.Width, image.Height));
        return measured;
    }

    private static Image Draw(Random random, int classes)
    {
        var (width, height) = (random.Next(150, 640), random.Next(150, 640));
        var truth = Enumerable.Range(0, random.Next(12))
            // The last class is nowhere to be found.
            .Select(_ => new Truth(random.Next(classes - 1), RandomBox(random, width, height), random.Next(8) == 0, random.Next(8) == 0)).ToList();
        var near = truth.Where(_ => random.Next(5) > 0).SelectMany(t => Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            new Found(random.Next(10) > 0 ? t.Class : random.Next(classes), Moved(random, t.Box, width, height), random.NextSingle())));
        var far = Enumerable.Range(0, random.Next(6)).Select(_ => new Found(random.Next(classes), RandomBox(random, width, height), random.NextSingle()));
        return new(width, height, truth, [.. near, .. far]);
    }

    private static int[] RandomBox(Random random, int width, int height)
    {
        var largest = new[] { 20, 60, 150 }[random.Next(3)];
        var (w, h) = (random.Next(4, largest), random.Next(4, largest));
        if (random.Next(6) == 0)
            (w, h) = (32, 32);
        var (left, top) = (random.Next(0, width - w + 1), random.Next(0, height - h + 1));
        return [left, top, left + w, top + h];
    }

    private static int[] Moved(Random random, int[] box, int width, int height)
    {
        var reach = Math.Max((box[2] - box[0]) / 4, 1);
        int Shift() => random.Next(-reach, reach + 1);
        var (left, top) = (Math.Clamp(box[0] + Shift(), 0, width - 2), Math.Clamp(box[1] + Shift(), 0, height - 2));
        return [left, top, Math.Clamp(box[2] + Shift(), left + 1, width), Math.Clamp(box[3] + Shift(), top + 1, height)];
    }

    internal sealed record Image(
        [property: JsonPropertyName("width")] int Width, [property: JsonPropertyName("height")] int Height,
        [property: JsonPropertyName("truth")] IReadOnlyList<Truth> Truth, [property: JsonPropertyName("found")] IReadOnlyList<Found> Found)
    {
        [JsonIgnore]
        public IEnumerable<Detection> Detections => Found.Select(f => new Detection(f.Class, f.Score, Fraction(f.Box)));

        [JsonIgnore]
        public IReadOnlyList<TrueObject> Objects => [.. Truth.Select(t => new TrueObject(t.Class, Fraction(t.Box), t.Difficult, t.Crowd))];

        private Box Fraction(int[] box) => new((float)box[0] / Width, (float)box[1] / Height, (float)box[2] / Width, (float)box[3] / Height);
    }

    internal sealed record Truth(
        [property: JsonPropertyName("class")] int Class, [property: JsonPropertyName("box")] int[] Box,
        [property: JsonPropertyName("difficult")] bool Difficult, [property: JsonPropertyName("crowd")] bool Crowd);

    internal sealed record Found(
        [property: JsonPropertyName("class")] int Class, [property: JsonPropertyName("box")] int[] Box, [property: JsonPropertyName("score")] float Score);
}
