using System.Globalization;

namespace MtlDsl.Generators.Tests;

/// <summary>The same declarations make the same bytes, whoever compiles them and where.</summary>
public class DeterminismTests
{
    private static readonly Lazy<IReadOnlyList<string>> expected = new(() => Generate(Host.Models));

    [Fact]
    public void Two_runs_write_the_same() => Generate(Host.Models).ShouldBe(expected.Value);

    [Theory]
    [MemberData(nameof(Culture.Names), MemberType = typeof(Culture))]
    public void Culture_changes_nothing(string culture) => Culture.In(culture, () => Generate(Host.Models)).ShouldBe(expected.Value);

    [Theory]
    [MemberData(nameof(Culture.Names), MemberType = typeof(Culture))]
    public async Task Culture_changes_no_message(string culture)
    {
        var mistakes = Host.Declare([.. DiagnosticTests.Mistakes.Select((row, index) => $"namespace Case{index} {{ {Markup.Read((string)row[0]).Source} }}"),
            """
            [MultitaskModel<SmallResNet>(Width = -1, Height = 64)]
            public partial class Negative
            {
                [SsdHead, DetectAt(SmallResNet.Stride8, MinSize = -2.5, AspectRatios = [0.5, -0.25]), MultiBoxLoss]
                public partial DetectionHead<SceneObject> Objects { get; }
            }
            """]);
        var expected = await Messages();
        expected.ShouldContain(message => message.Contains("-2.5"));
        (await Culture.In(culture, Messages)).ShouldBe(expected);

        async Task<List<string>> Messages() => [.. (await Host.Analyze(mistakes)).Select(d => d.GetMessage(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void The_order_of_files_changes_nothing()
    {
        foreach (var seed in Enumerable.Range(0, 3))
        {
            var shuffled = Host.Models.ToArray();
            new Random(seed).Shuffle(shuffled);
            Generate(shuffled).ShouldBe(expected.Value);
        }
    }

    [Fact]
    public void Windows_line_ends_change_nothing() => Generate(Host.Models.Select(m => m.Replace("\n", "\r\n"))).ShouldBe(expected.Value);

    [Fact]
    public void Generated_lines_end_alike()
    {
        expected.Value.ShouldAllBe(file => !file.Contains('\r') && file.EndsWith('\n'));
        Generate(Host.Models.Select(m => m.Replace("\n", "\r\n"))).ShouldAllBe(file => !file.Contains('\r'));
    }

    [Fact]
    public void No_file_tells_where_or_when_it_was_made() =>
        expected.Value.ShouldAllBe(file => !file.Contains(Environment.CurrentDirectory) && !file.Contains(Environment.MachineName) && !file.Contains($"{DateTime.UtcNow.Year}-"));

    private static IReadOnlyList<string> Generate(IEnumerable<string> sources) =>
        [.. Host.Driver().RunGenerators(Host.Compile(sources)).GetRunResult().Results.SelectMany(result => result.GeneratedSources)
            .OrderBy(s => s.HintName, StringComparer.Ordinal).Select(s => s.HintName + "\n" + s.SourceText)];
}
