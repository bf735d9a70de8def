using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MtlDsl.Generators.Tests;

public partial class BudgetTests
{
    [Fact]
    public async Task A_limit_of_time_holds_from_the_estimated_time_on()
    {
        var found = (await Host.Analyze(Host.Declare(Net("Milliseconds = 0.5")))).ShouldHaveSingleItem();
        found.Id.ShouldBe("MTL3003");
        var match = Time().Match(found.GetMessage(CultureInfo.InvariantCulture));
        match.Success.ShouldBeTrue(found.GetMessage(CultureInfo.InvariantCulture));
        var estimated = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        estimated.ShouldBeGreaterThan(0.5);

        (await Host.Analyze(Host.Declare(Net(FormattableString.Invariant($"Milliseconds = {estimated - 0.001}"))))).ShouldHaveSingleItem();
        (await Host.Analyze(Host.Declare(Net(FormattableString.Invariant($"Milliseconds = {estimated + 0.001}"))))).ShouldBeEmpty();
    }

    [Fact]
    public void A_network_beyond_its_budget_is_generated_all_the_same()
    {
        var (_, sources) = Host.Generate(Host.Declare(Net("WeightsMB = 0.001")));
        sources.ShouldContain(source => source.HintName == "Net.Trunk.g.cs");
    }

    [Fact]
    public void The_documentation_of_the_class_lists_its_stages_and_the_estimate()
    {
        var (output, _) = Host.Generate(Host.Declare(Net("Milliseconds = 100")));
        var documentation = System.Xml.Linq.XElement.Parse(output.GetTypeByMetadataName("Net")!.GetDocumentationCommentXml()!);

        var items = documentation.Descendants("item").ToDictionary(item => item.Element("term")!.Value, item => item.Element("description")!.Value);
        items.Keys.ShouldBe(["Stride4", "Stride8", "Stride16", "Stride32", "Surfaces"]);
        items["Stride8"].ShouldStartWith("64x32x32, stride 8, sees ");
        items["Stride8"].ShouldContain("parameters, ");
        items["Surfaces"].ShouldStartWith("reads Stride32; ");
        documentation.Element("remarks")!.Element("para")!.Value.ShouldMatch(@"Estimated \d+ ms on JetsonXavier\.");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("/opt/onnxruntime/libonnxruntime.so", 0)]
    public async Task A_library_that_the_owner_names_needs_no_note(string library, int notes)
    {
        var declared = Host.Declare(Net("WeightsMB = 100").Replace("JetsonXavier", "JetsonTX2"));
        var found = await Host.Analyze(declared, new AnalyzerOptions([], new BuildProperties { ["OnnxRuntimeLibrary"] = library }));
        found.Count(d => d.Id == "MTL3005").ShouldBe(notes);
    }

    private static string Net(string limit) => $$"""
        [MultitaskModel<SmallResNet>(Width = 256, Height = 256)]
        [Budget(Board.JetsonXavier, {{limit}})]
        public partial class Net
        {
            [FcnHead(SmallResNet.Stride32), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
        }
        """;

    [GeneratedRegex(@"Milliseconds is ([\d.]+) on JetsonXavier, and 0\.5 is allowed; most of it is in SmallResNet\.\w+ \(\d+ %\), ")]
    private static partial Regex Time();
}
