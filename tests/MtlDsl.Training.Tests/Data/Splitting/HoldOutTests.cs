using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class HoldOutTests
{
    [Fact]
    public void ImagesThatStandForThemselvesAreDividedExactly()
    {
        var (train, validation) = HoldOut.Split(new Named(new string?[50]), 0.1, 7);

        (train.Count, validation.Count).ShouldBe((45, 5));
        Ids(train).Concat(Ids(validation)).Order().ShouldBe(Enumerable.Range(0, 50).Select(i => $"{i:D2}"));
        Ids(train).ShouldBe(Ids(train).Order());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void OriginsStayWholeAndTheShareIsNear(double share)
    {
        // Ten short videos and one that is half of everything, as in a real set of drone photos.
        string?[] origins = [.. Enumerable.Range(0, 140).Select(i => i < 68 ? $"video {i % 10}" : "long")];
        for (ulong seed = 0; seed < 50; seed++)
        {
            var (train, validation) = HoldOut.Split(new Named(origins), share, seed);

            Origins(train).Intersect(Origins(validation)).ShouldBeEmpty();
            (train.Count + validation.Count).ShouldBe(140);
            (validation.Count / 140.0).ShouldBe(share, 0.03);
        }
    }

    [Fact]
    public void TheSeedAloneDecides()
    {
        var source = new Named(new string?[200]);
        string[] Held(ulong seed) => Ids(HoldOut.Split(source, 0.2, seed).Validation);

        Held(1).ShouldBe(Held(1));
        Held(1).ShouldNotBe(Held(2));
    }

    [Fact]
    public void SmallOrLargeSharesLeaveSomethingOnBothSidesIfTheyCan()
    {
        foreach (var share in new[] { 0.001, 0.999 })
        {
            var (train, validation) = HoldOut.Split(new Named(["a", "a", "b", "b"]), share, 3);
            (train.Count, validation.Count).ShouldBe((2, 2));
        }
        HoldOut.Split(new Named(["a", "a", "a"]), 0.5, 3).Validation.Count.ShouldBe(0);
        HoldOut.Split(new Named(["a", "b", "c"]), 0, 3).Validation.Count.ShouldBe(0);
        HoldOut.Split(new Named([]), 0.5, 3).Train.Count.ShouldBe(0);
    }

    [Fact]
    public void AShareOfAllOrLessThanNothingIsRefused()
    {
        foreach (var share in new[] { -0.1, 1, double.NaN })
            Should.Throw<ArgumentOutOfRangeException>(() => HoldOut.Split(new Named([null]), share, 1));
    }

    private static string[] Ids(IExampleSource source) => [.. Enumerable.Range(0, source.Count).Select(i => source.Read(i).Id)];

    private static IEnumerable<string?> Origins(IExampleSource source) => Enumerable.Range(0, source.Count).Select(source.Origin);

    private sealed class Named(string?[] origins) : IExampleSource
    {
        public int Count => origins.Length;

        public Example Read(int index) => new($"{index:D2}", new RgbImage(1, 1), null, null);

        public string? Origin(int index) => origins[index];
    }
}
