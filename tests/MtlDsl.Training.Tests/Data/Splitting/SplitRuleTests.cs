using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Data;

public sealed class SplitRuleTests
{
    private static readonly string[] Videos =
        [.. Enumerable.Range(0, 120).Select(i => $"{(i < 60 ? i % 10 : 10)}_{i}")];

    [Fact]
    public void OriginsAreTheBeginningsOfNames()
    {
        var rule = new SplitRule { GroupBy = "_" };

        rule.Origin("12_30_b").ShouldBe("12");
        rule.Origin("alone").ShouldBeNull();
        rule.Origin("_hidden").ShouldBeNull();
        SplitRule.Default.Origin("12_30").ShouldBeNull();
    }

    [Fact]
    public void AFifthIsForTestingAndNoOriginIsInBoth()
    {
        for (ulong seed = 0; seed < 30; seed++)
        {
            var rule = new SplitRule { GroupBy = "_", Seed = seed };
            var (train, test) = (rule.Part(Videos, Split.Train, "x"), rule.Part(Videos.Reverse(), Split.Test, "x"));

            test.Count.ShouldBe(24);
            train.Concat(test).Select(image => image.Name).Order().ShouldBe(Videos.Order());
            train.Select(image => image.Origin).Intersect(test.Select(image => image.Origin)).ShouldBeEmpty();
        }
        Tested(1).ShouldBe(Tested(1));
        Tested(1).ShouldNotBe(Tested(2));

        static string[] Tested(ulong seed) => [.. new SplitRule { GroupBy = "_", Seed = seed }.Part(Videos, Split.Test, "x").Select(i => i.Name)];
    }

    [Fact]
    public void BlocksAreRunsOfNeighboursAndAGapKeepsThemApart()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"a-{i}"), .. Enumerable.Range(0, 10).Select(i => $"b-{i}")];
        var rule = new SplitRule { GroupBy = "-", Blocks = 5, TestBlock = 2, Gap = 2 };

        rule.Part(names, Split.Test, "x").Select(i => i.Name).ShouldBe(["a-4", "a-5", "a-6", "a-7", "b-2", "b-3"]);
        var train = rule.Part(names, Split.Train, "x");
        // Without a-2, a-3, a-8, a-9, b-0, b-1, b-4, b-5; in the order of the numbers, in which 10 comes after 9.
        train.Select(i => i.Name).ShouldBe(
            ["a-0", "a-1", .. Enumerable.Range(10, 10).Select(i => $"a-{i}"), "b-6", "b-7", "b-8", "b-9"]);
        // What is held out of training later is a whole run.
        train.Select(i => i.Origin).Distinct().ShouldBe(["a#1", "a#3", "a#4", "a#5", "b#4", "b#5"]);
    }

    [Fact]
    public void WithoutOriginsTheWholeSetIsCutAndTheLastRunIsForTesting()
    {
        string[] names = [.. Enumerable.Range(0, 10).Select(i => $"{i}")];

        new SplitRule { Blocks = 5 }.Part(names, Split.Test, "x").Select(i => i.Name).ShouldBe(["8", "9"]);
        new SplitRule { Blocks = 5 }.Part(names, Split.Train, "x").Count.ShouldBe(8);
        new SplitRule { Blocks = 5 }.Part(names, Split.Validation, "x").ShouldBeEmpty();
    }

    [Fact]
    public void SaysWhatCannotBe()
    {
        Fault(new SplitRule { GroupBy = "-" }, "a-1", "a-2").ShouldSatisfyAllConditions(m => m.ShouldContain("'a'"), m => m.ShouldContain("Blocks"));
        Fault(new SplitRule { GroupBy = "-", Blocks = 3 }, "a-1", "a-2").ShouldContain("too few for 3 blocks");
        Fault(new SplitRule { Blocks = 2, Gap = 5 }, "1", "2", "3").ShouldContain("gap of 5");
        Fault(new SplitRule { Blocks = 2, TestBlock = 3 }, "1", "2", "3").ShouldContain("block 3");
        Should.Throw<ArgumentOutOfRangeException>(() => new SplitRule { Blocks = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new SplitRule { TestBlock = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => new SplitRule { Gap = -1 });
    }

    [Theory]
    [InlineData("a9", "a10")]
    [InlineData("a09", "a10")]
    [InlineData("a9b", "a9c")]
    [InlineData("a", "a1")]
    [InlineData("a01", "a1")]
    [InlineData("1_2", "1_10")]
    [InlineData("99999999999999999998", "99999999999999999999")]
    [InlineData("B", "a")]
    public void NumbersCountByTheirValue(string first, string second)
    {
        NaturalOrder.Instance.Compare(first, second).ShouldBeLessThan(0);
        NaturalOrder.Instance.Compare(second, first).ShouldBeGreaterThan(0);
        NaturalOrder.Instance.Compare(first, first).ShouldBe(0);
    }

    private static string Fault(SplitRule rule, params string[] names) =>
        Should.Throw<DataException>(() => rule.Part(names, Split.Train, "x")).Message;
}
