using MtlDsl.Imaging;
using MtlDsl.Training.Tests;
using MtlDsl.Vision;

namespace MtlDsl.App.Tests;

public sealed class DataCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    private string Root => folder["voc"];

    private string Output => output.ToString();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Tells_what_there_is_and_draws_it()
    {
        VocTiny.Write(Root, 10);

        (await Check()).ShouldBe(ExitCode.Success, $"{Output}{error}");

        Output.ShouldContain("warning: VocTiny, Train: no object of the head 'Objects' is Green");
        Output.ShouldContain("0 fault(s), ");
        Cells("Train").ShouldBe(["Train", "8", "8", "32x32", "32x32"]);
        Cells("Test").ShouldBe(["Test", "2", "2", "32x32", "32x32"]);
        Cells("Ground").ShouldBe(["Ground", "8", "100.0 %", "85.9 %", "2", "100.0 %", "85.9 %"]);
        Output.Split('\n').Count(line => line.StartsWith("| Red ", StringComparison.Ordinal)).ShouldBe(2);
        Cells("Green").ShouldBe(["Green", "0", "0.0 %", "0.0 %", "0", "0.0 %", "0.0 %"]);

        var sheet = ImageFile.Read(folder["out/VocTiny.png"]);
        sheet.Width.ShouldBeGreaterThan(1600);
        Colors(sheet).ShouldContain(new Rgb(255, 0, 0), "the frames of red objects");
    }

    [Fact]
    public async Task Lists_every_fault_and_fails()
    {
        VocTiny.Write(Root, 14);
        VocTiny.Truncate(Root, 2);
        VocTiny.WriteAnnotation(Root, 3, "aeroplane", width: 33);
        VocTiny.WriteAnnotation(Root, 4, "tiger");
        VocTiny.WriteAnnotation(Root, 6, "tiger");
        VocTiny.WriteAnnotation(Root, 7, "aeroplane", right: 90);
        VocTiny.WriteAnnotation(Root, 11, "aeroplane", right: 34);
        LabelFile.Write(Path.Combine(Root, "SegmentationClass", "08.png"), new LabelMap(32, 32, [.. Enumerable.Repeat((byte)77, 32 * 32)]), []);
        File.Copy(Path.Combine(Root, "JPEGImages", "01.jpg"), Path.Combine(Root, "JPEGImages", "10.jpg"), overwrite: true);

        (await Check()).ShouldBe(ExitCode.Failure, Output);

        string[] faults = [.. Output.Split('\n').Where(line => line.StartsWith("VocTiny, T", StringComparison.Ordinal))];
        foreach (var (split, words) in new (string, string[])[]
                 {
                     ("Train", ["02.jpg", "truncated"]),
                     ("Train", ["03.xml", "33x32"]),
                     ("Train", ["\"tiger\" (2 image(s), the first '04')", "[Label(\"tiger\", ...)]"]),
                     ("Train", ["07.xml", "(11, 9) - (90, 20)"]),
                     ("Train", ["'08'", "77"]),
                     ("Train", ["'11'", "reaches beyond the image of 32x32; only what is within counts"]),
                     ("Test", ["'10'", "the same picture as '01' of Train"]),
                 })
            faults.Count(line => line.StartsWith($"VocTiny, {split}:", StringComparison.Ordinal) && words.All(line.Contains)).ShouldBe(1, $"{words[0]} in\n{Output}");
        faults.Length.ShouldBe(7);
        Output.ShouldContain("7 fault(s), ");
        Cells("Train")[1].ShouldBe("6", "images that can be learnt from");
        File.Exists(folder["out/VocTiny.png"]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_data_set_that_cannot_be_opened_is_a_fault_too()
    {
        (await Check()).ShouldBe(ExitCode.Failure, Output);

        Output.ShouldContain($"There is no folder '{Root}'");
        Output.ShouldContain("1 fault(s), 0 warning(s).");
        Output.ShouldNotContain("| images");
    }

    [Fact]
    public async Task Heads_of_all_kinds_are_counted_and_drawn()
    {
        var program = MultitaskApp.For<AllHeads>().With<AllHeadsScenes>();

        (await program.RunAsync(["data", "check", "--out", folder["out"]], output, error, CancellationToken.None)).ShouldBe(ExitCode.Failure, $"{error}");

        Output.ShouldContain("AllHeadsScenes: Height");
        Cells("all", table: "AllHeadsScenes: Height")[1].ShouldBe("12");
        Output.ShouldContain("AllHeadsScenes labels nothing for Place.");
        foreach (var head in new[] { "Kind", "Place" })
            Output.ShouldContain($"AllHeadsScenes, Train: no image is labelled for the head '{head}', which would stay as it started; label some, or remove the head.");
        Output.ShouldContain("2 fault(s), ");
        File.Exists(folder["out/AllHeadsScenes.png"]).ShouldBeTrue();
    }

    private Task<int> Check() => MultitaskApp.For<TinyNetwork>().With<VocTiny>()
        .RunAsync(["data", "check", "--data", Root, "--out", folder["out"]], output, error, CancellationToken.None);

    // The cells of the first line of that name, from a table on.
    private string[] Cells(string name, string table = "")
    {
        var from = Output.IndexOf(table, StringComparison.Ordinal);
        return Output[from..].Split('\n').First(line => line.StartsWith($"| {name} ", StringComparison.Ordinal))
            .Split('|', StringSplitOptions.TrimEntries)[1..^1];
    }

    private static HashSet<Rgb> Colors(RgbImage image) =>
        [.. image.Pixels.Chunk(3).Select(pixel => new Rgb(pixel[0], pixel[1], pixel[2]))];
}
