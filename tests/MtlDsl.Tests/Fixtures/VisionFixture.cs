using System.Text.Json;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Fixtures;

/// <summary>What PyTorch, torchvision, PIL and numpy answered; made by vision.py beside this file.</summary>
internal sealed record VisionFixture(
    VisionFixture.Map[] Maps, VisionFixture.MatchingCase[] Matching, VisionFixture.SuppressionCase[] Suppression,
    VisionFixture.DecodingCase[] Decoding, VisionFixture.ResamplingCase[] Resampling, VisionFixture.ClassMapCase[] ClassMaps,
    VisionFixture.PrecisionCase Precision)
{
    public static VisionFixture Instance { get; } = Load();

    /// <summary>The default boxes of the matching and decoding cases.</summary>
    public DefaultBoxes ToDefaultBoxes() => new(
        [.. Maps.Select(map => new DefaultBoxMap(map.Cells, map.Cells, 1f / map.Cells, 1f / map.Cells, [.. map.Shapes.Select(s => (s[0], s[1]))]))]);

    public static Box[] Boxes(float[] values) => [.. values.Chunk(4).Select(v => new Box(v[0], v[1], v[2], v[3]))];

    private static VisionFixture Load()
    {
        using var stream = typeof(VisionFixture).Assembly.GetManifestResourceStream("vision.json")!;
        return JsonSerializer.Deserialize<VisionFixture>(stream, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })!;
    }

    internal sealed record Map(int Cells, float[][] Shapes);

    internal sealed record MatchingCase(float[] Boxes, int[] Matched, float[] Offsets);

    internal sealed record SuppressionCase(float[] Boxes, float[] Scores, double Overlap, int[] Kept);

    internal sealed record DecodingCase(
        int Classes, float Threshold, int Top, int Candidates, float[] Confidences, float[] Locations, float[][] Found);

    internal sealed record ResamplingCase(
        int Width, int Height, float[] Window, int[] Size, int[] Pixels, int[] Resized, int[] Labels, int[] Nearest);

    internal sealed record ClassMapCase(int Classes, int[] ScoresSize, int[] Target, float[] Scores, int[] Labels);

    internal sealed record PrecisionCase(PrecisionImage[] Images, double Area, double Integral, double ElevenPoint);

    internal sealed record PrecisionImage(float[] Truth, bool[] Difficult, float[] Boxes, float[] Scores);
}
