using MtlDsl.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class ClassMapsTests
{
    [Fact]
    public void Enlarges_and_compares_as_PyTorch_does()
    {
        foreach (var expected in VisionFixture.Instance.ClassMaps)
        {
            var (size, target) = (new PixelSize(expected.ScoresSize[0], expected.ScoresSize[1]), new PixelSize(expected.Target[0], expected.Target[1]));

            var map = ClassMaps.ArgMax(expected.Scores, expected.Classes, size, target);

            map.Size.ShouldBe(target);
            // Two classes may come within rounding of each other in a pixel.
            map.Labels.Zip(expected.Labels).Count(pair => pair.First != pair.Second).ShouldBeLessThanOrEqualTo(expected.Labels.Length / 1000);
        }
    }

    [Fact]
    public void The_first_of_equal_scores_wins() =>
        ClassMaps.ArgMax(new float[5 * 9 * 3], 5, new PixelSize(9, 3), new PixelSize(9, 3)).Labels.ShouldAllBe(label => label == 0);

    [Fact]
    public void A_wrong_number_of_scores_is_refused() =>
        Should.Throw<ArgumentException>(() => ClassMaps.ArgMax(new float[7], 2, new PixelSize(2, 2), new PixelSize(4, 4)))
            .Message.ShouldContain("2 classes of 2x2 take 8 scores, not 7");

    [Fact]
    public void More_classes_than_a_byte_holds_are_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ClassMaps.ArgMax(new float[257], 257, new PixelSize(1, 1), new PixelSize(1, 1)));
}
