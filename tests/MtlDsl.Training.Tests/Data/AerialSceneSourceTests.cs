using MtlDsl.Scenes;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class AerialSceneSourceTests
{
    private static readonly PixelSize Size = new(96, 64);

    [Fact]
    public void EverySceneHasBoxesAMaskWithTheScenesNamesAndHeights()
    {
        var source = new AerialSceneSource(12, Size, 1, Split.Train);

        source.Count.ShouldBe(12);
        var examples = Enumerable.Range(0, 12).Select(source.Read).ToList();
        foreach (var example in examples)
        {
            example.Image.Size.ShouldBe(Size);
            example.Objects.ShouldNotBeNull().ShouldAllBe(o => AerialScene.ObjectNames.Contains(o.Label) && o.Box.Area > 0);
            var mask = example.Mask.ShouldNotBeNull();
            mask.Values.Size.ShouldBe(Size);
            mask.Values.Labels.ShouldAllBe(value => mask.Labels.ContainsKey(value));
            var heights = example.Values.ShouldNotBeNull();
            heights.Quantity.ShouldBe("height");
            (heights.Values.Channels, heights.Values.Size).ShouldBe((1, Size));
            heights.Values.Values.ShouldContain(value => value > 1);
        }
        examples.SelectMany(e => e.Objects!).Select(o => o.Label).Distinct().ShouldBe(["vehicle", "person"], ignoreOrder: true);
        examples.Select(e => e.Id).Distinct().Count().ShouldBe(12);
    }

    [Fact]
    public void TheSameNumbersGiveTheSameScenesAndAllOthersDiffer()
    {
        Pictures(4, 1, Split.Train).ShouldBe(Pictures(4, 1, Split.Train));
        // A shorter set is the beginning of a longer one.
        Pictures(8, 1, Split.Train)[..4].ShouldBe(Pictures(4, 1, Split.Train));

        string[] all =
        [
            .. Pictures(8, 1, Split.Train), .. Pictures(8, 1, Split.Test),
            .. Pictures(8, 2, Split.Train), .. Pictures(8, 2, Split.Test),
            .. Pictures(8, 1, Split.Validation), .. Pictures(8, 2, Split.Validation),
        ];
        all.Distinct().Count().ShouldBe(all.Length);
    }

    [Fact]
    public void ThereIsNoSceneBeyondTheLast() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new AerialSceneSource(3, Size, 1, Split.Train).Read(3));

    private static string[] Pictures(int count, ulong seed, Split split)
    {
        var source = new AerialSceneSource(count, Size, seed, split);
        return [.. Enumerable.Range(0, count).Select(i => Convert.ToHexString(source.Read(i).Image.Pixels))];
    }
}
