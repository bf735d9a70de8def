using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

public sealed class BalancedSplitTests
{
    private static readonly double[] Shares = [0.6, 0.2, 0.2];

    [Theory]
    [InlineData(190, 4)]
    [InlineData(600, 1)]
    public void EveryClassIsSpreadAsTheImagesAre(int groups, int images)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            // Classes from everywhere to rare, and some that come together, as vehicles and roads do.
            double[] frequencies = [0.95, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.12, 0.1];
            var all = Enumerable.Range(0, groups).Select(_ =>
            {
                var scene = random.NextDouble() * 0.6 + 0.7;
                return new BalancedGroup(images, [.. frequencies.Select(f => Enumerable.Range(0, images).Count(_ => random.NextDouble() < f * scene))]);
            }).ToArray();

            var parts = BalancedSplit.Assign(all, Shares, (ulong)seed);

            foreach (var (share, part) in Shares.Select((s, p) => (s, p)))
                for (var k = -1; k < frequencies.Length; k++)
                    Part(all, parts, part, k).ShouldBe(share, 0.02, $"seed {seed}, part {part}, class {k}");
        }
    }

    [Fact]
    public void ARareClassIsInEveryPart()
    {
        var groups = Enumerable.Range(0, 100).Select(i => new BalancedGroup(1, [1, i < 5 ? 1 : 0])).ToArray();

        var parts = BalancedSplit.Assign(groups, Shares, 3);

        Enumerable.Range(0, 3).Select(part => parts.Take(5).Count(p => p == part)).ShouldBe([3, 1, 1]);
        Enumerable.Range(0, 3).Select(part => parts.Count(p => p == part)).ShouldBe([60, 20, 20]);
    }

    [Fact]
    public void TheSeedAloneDecidesAndFewGroupsDoNoHarm()
    {
        var groups = Enumerable.Range(0, 40).Select(i => new BalancedGroup(1 + i % 3, [i % 2, 1])).ToArray();

        BalancedSplit.Assign(groups, Shares, 1).ShouldBe(BalancedSplit.Assign(groups, Shares, 1));
        BalancedSplit.Assign([], Shares, 1).ShouldBeEmpty();
        BalancedSplit.Assign([new(2, [])], Shares, 1).ShouldBe([0]);
        Should.Throw<ArgumentException>(() => BalancedSplit.Assign(groups, [0.5, 0.4], 1));
        Should.Throw<ArgumentException>(() => BalancedSplit.Assign([new(1, [1]), new(1, [])], Shares, 1));
    }

    private static double Part(BalancedGroup[] groups, int[] parts, int part, int k)
    {
        double Amount(BalancedGroup group) => k < 0 ? group.Images : group.ImagesOf[k];
        return groups.Where((_, i) => parts[i] == part).Sum(Amount) / groups.Sum(Amount);
    }
}
