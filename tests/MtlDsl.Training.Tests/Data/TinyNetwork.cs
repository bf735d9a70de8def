using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

/// <summary>A network with one head of each kind and an input that is not square, so that no axis can be taken for the other.</summary>
internal static class TinyNetwork
{
    public const int Surfaces = 0, Objects = 1;

    public static Architecture Architecture { get; } = Make("Tiny");

    public static Architecture Make(string name) => new(
        name, new PixelSize(48, 32), PixelNormalization.ImageNet,
        [
            new SegmentationHead(nameof(Surfaces), Classes("Ground", "Thing", "Other"), "surfaces"),
            new DetectionHead(
                nameof(Objects), Classes("Thing", "Other"), "conf", "loc",
                new DefaultBoxes(new DefaultBoxMap(6, 4, 1 / 6f, 1 / 4f, [(0.25f, 0.25f), (0.5f, 0.5f)])), 0.5f),
        ],
        [], []);

    private static ClassInfo[] Classes(params string[] names) => [.. names.Select(name => new ClassInfo(name, default))];
}
