using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Tests;

namespace MtlDsl.App.Tests;

/// <summary>Whatever breaks while a network learns, the run names it, and what was saved stays.</summary>
public sealed class BrokenInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    private string Root => folder["voc"];

    private RunFolder Run => new(folder["run"]);

    public BrokenInputTests() => VocTiny.Write(Root, 15);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_truncated_image_ends_the_run_which_goes_on_once_it_is_repaired()
    {
        var image = Path.Combine(Root, "JPEGImages", "07.jpg");
        var whole = File.ReadAllBytes(image);
        VocTiny.Truncate(Root, 7);

        (await Train()).ShouldBe(ExitCode.Failure);
        $"{error}".ShouldContain(image);
        $"{error}".ShouldContain("truncated");
        // Steps were done before the image was due, and they are saved.
        File.Exists(Run.Checkpoint).ShouldBeTrue($"{output}");
        (await Train("--resume")).ShouldBe(ExitCode.Failure);

        File.WriteAllBytes(image, whole);
        (await Train("--resume")).ShouldBe(ExitCode.Success, $"{error}");
        File.Exists(Run.Weights).ShouldBeTrue();
    }

    [Fact]
    public async Task Broken_files_are_left_out_and_named_where_asked()
    {
        VocTiny.Truncate(Root, 7);
        VocTiny.WriteAnnotation(Root, 9, "aeroplane", width: 31);
        MtlDsl.Imaging.LabelFile.Write(
            Path.Combine(Root, "SegmentationClass", "12.png"), new(32, 32, [.. Enumerable.Repeat((byte)77, 32 * 32)]), []);
        VocTiny.Truncate(Root, 10); // for testing

        (await Train("--skip-broken")).ShouldBe(ExitCode.Success, $"{error}");

        foreach (var name in new[] { "07.jpg", "09.xml", "'12'", "10.jpg" })
            $"{output}".Split('\n').Count(line => line.StartsWith("Left out: ", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal))
                .ShouldBe(1, $"{name} in\n{output}");
    }

    [Fact]
    public async Task What_the_reader_noticed_is_told_as_a_warning()
    {
        File.WriteAllText(Path.Combine(Root, "JPEGImages", "16.heic"), "");

        (await Train("--iterations", "1")).ShouldBe(ExitCode.Success, $"{error}");

        $"{output}".ShouldContain("warning: VocTiny: 1 file(s) among the images in");
        $"{output}".ShouldNotContain("had nothing to learn from");
    }

    [SkippableFact]
    public async Task A_full_disk_ends_the_run_and_leaves_the_last_checkpoint()
    {
        Skip.IfNot(File.Exists("/dev/full"), "no device that is always full");
        VocTiny.Truncate(Root, 7);
        (await Train()).ShouldBe(ExitCode.Failure);
        VocTiny.Write(Root, 15);
        // The weights are to be written to a device without room.
        File.CreateSymbolicLink(Run.Weights, "/dev/full");

        (await Train("--resume")).ShouldBe(ExitCode.Failure);

        $"{error}".ShouldContain(Run.Weights);
        $"{error}".ShouldContain("No space left");
        using (var checkpoint = TrainingCheckpoint.Open(Run.Checkpoint))
            checkpoint.Iteration.ShouldBe(20);
        File.Delete(Run.Weights);
        (await Train("--resume")).ShouldBe(ExitCode.Success, $"{error}");
    }

    private Task<int> Train(params string[] args)
    {
        output.GetStringBuilder().Clear();
        error.GetStringBuilder().Clear();
        return MultitaskApp.For<TinyNetwork>().With<VocTiny>()
            .Defaults(new TrainingOptions { Iterations = 20, BatchSize = 1, LearningRate = 0.01, CheckpointEvery = 1 })
            .RunAsync(["train", "--data", Root, "--run", Run.Path, "--threads", "1", .. args], output, error, CancellationToken.None);
    }
}
