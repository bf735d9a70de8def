using System.Text.Json;
using System.Xml.Linq;
using MtlDsl.Training;
using MtlDsl.Training.Recording;

namespace MtlDsl.App.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();

    private RunFolder Run => new(folder["run"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_training_leaves_its_record()
    {
        await Train("train", "--iterations", "12", "--evaluate-every", "4");

        var report = Report();
        var texts = report.Descendants().Where(element => !element.HasElements).Select(element => element.Value).ToList();
        texts.ShouldContain("TinyNetwork");
        report.Value.ShouldContain("12 of 12 steps, measured on 8 test images");
        foreach (var title in new[] { "Curves", "Examples", "Measures", "Confusion", "Network", "Run" })
            texts.ShouldContain(title);
        foreach (var text in new[] { "Surfaces", "COCO AP small", "fwIoU", "Green", "Trunk", "JetsonOrin", "learningRate", "libtorch", Environment.CurrentDirectory })
            texts.ShouldContain(text);
        report.Descendants("img").Count().ShouldBe(4);
        report.Descendants("img").ShouldAllBe(image => image.Attribute("src")!.Value.StartsWith("data:image/jpeg;base64,/9j/", StringComparison.Ordinal));

        var metrics = RunTable.Read(Run.Metrics);
        metrics.Rows.Select(row => row.Iteration).ShouldBe([4, 8, 12]);
        metrics.Columns.ShouldContain("Objects COCO AP75");
        using var latest = JsonDocument.Parse(File.ReadAllText(Run.LatestMetrics));
        latest.RootElement.GetProperty("heads").GetArrayLength().ShouldBe(2);
        RunEnvironment.Load(Run).Single().CommandLine.ShouldNotBeEmpty();
        new FileInfo(Run.Events).Length.ShouldBeGreaterThan(1000);

        report.Descendants().Count(element => element.Name.LocalName == "polyline").ShouldBeGreaterThan(9);
    }

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere()
    {
        await Train("train", "--iterations", "1");

        var page = File.ReadAllText(Run.Report);
        page.ShouldNotContain("<script", Case.Insensitive);
        page.ShouldNotContain("@import");
        page.ShouldNotContain("url(");
        foreach (var attribute in Report().Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href"))
            attribute.Value.ShouldStartWith("data:");
    }

    [Fact]
    public async Task What_was_held_out_serves_to_choose_and_the_test_images_to_measure()
    {
        await Train("train", "--iterations", "4", "--evaluate-every", "2", "--validation", "0.25");

        Report().Value.ShouldContain("The finished network on 8 images that had no part in its training.");
        using var test = JsonDocument.Parse(File.ReadAllText(Run.TestMetrics));
        test.RootElement.GetProperty("images").GetInt32().ShouldBe(8);
        RunTable.Read(Run.Metrics).Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_that_goes_on_goes_on_with_its_record()
    {
        await Train("train", "--iterations", "6", "--evaluate-every", "2", "--checkpoint-every", "3");
        var events = new FileInfo(Run.Events).Length;

        // All steps are done, so the network is only measured again.
        await Train("train", "--resume");

        RunTable.Read(Run.Metrics).Rows.Select(row => row.Iteration).ShouldBe([2, 4, 6]);
        RunTable.Read(Run.Log).Rows.Select(row => row.Iteration).ShouldBe([1, 2, 3, 4, 5, 6]);
        new FileInfo(Run.Events).Length.ShouldBe(events);
        RunEnvironment.Load(Run).Select(process => process.Iteration).ShouldBe([0, 6]);
        Report().Value.ShouldContain("(from step 6)");
    }

    private async Task Train(params string[] args) =>
        (await program.Run([.. args, "--run", Run.Path, "--threads", "1"])).ShouldBe(ExitCode.Success, program.Error);

    // The page is well-formed, so that it can be read as XML.
    private XElement Report() => XElement.Parse(File.ReadAllText(Run.Report).Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
}
