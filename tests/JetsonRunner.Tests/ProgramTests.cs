using System.Text.Json;
using MtlDsl.Imaging;
using MtlDsl.Models;
using MtlDsl.Onnx;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Vision;

namespace JetsonRunner.Tests;

/// <summary>The program on images and videos, whatever is wrong with them.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string network;

    public ProgramTests()
    {
        using var model = new SmallAerial();
        network = folder["network.onnx"];
        SmallAerial.ToOnnx(new ModuleWeights(model)).Save(network);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Images_give_a_line_and_a_picture_each_and_a_broken_one_its_reason()
    {
        string[] images = [Image("a.png", 1), folder["broken.jpg"], Image("c.png", 3)];
        File.WriteAllText(images[1], "no image");

        var (exitCode, output, errors) = Run([.. images, "--json", "-", "--pictures", folder["pictures"]]);

        exitCode.ShouldBe(1, errors);
        var lines = Lines(output);
        lines.Select(line => line.GetProperty("image").GetString()).ShouldBe(["a", "broken", "c"]);
        lines.Select(line => line.TryGetProperty("heads", out _)).ShouldBe([true, false, true]);
        lines[0].GetProperty("heads").EnumerateObject().Select(head => head.Name).ShouldBe(["Surfaces", "Objects"]);
        Directory.GetFiles(folder["pictures"]).Select(Path.GetFileName).ShouldBe(["a.jpg", "c.jpg"], ignoreOrder: true);
        errors.ShouldContain("SmallAerial runs on Cpu.");
        errors.ShouldContain($"Left out {images[1]}: ");
        errors.ShouldContain("3 frames in ");
        errors.ShouldContain("0 dropped, 1 broken");
    }

    [SkippableFact]
    public void A_command_gives_frames_until_it_ends()
    {
        Skip.If(OperatingSystem.IsWindows(), "The command is for another shell.");
        var (exitCode, output, errors) = Run("--command", "head -c 57600 /dev/zero", "--size", "160x120", "--json", "-");

        // What is live has no end of its own.
        exitCode.ShouldBe(1, errors);
        Lines(output).Count.ShouldBe(1);
        errors.ShouldContain("No more frames come");
    }

    [SkippableFact]
    public void A_video_that_cannot_be_opened_is_one_broken_frame()
    {
        Tools.Require("ffmpeg");
        var clip = folder["clip.mp4"];
        // The first box of an MP4 file, and nothing that says where frames are.
        File.WriteAllBytes(clip, [0, 0, 0, 20, .. "ftypisom\0\0\0\0isom"u8]);

        var (exitCode, output, errors) = Run(Image("a.png", 1), clip, Image("b.png", 2), "--json", "-");

        exitCode.ShouldBe(1, errors);
        var lines = Lines(output);
        lines.Select(line => line.GetProperty("image").GetString()).ShouldBe(["a", "clip", "b"]);
        lines.Select(line => line.TryGetProperty("heads", out _)).ShouldBe([true, false, true]);
        errors.ShouldContain($"Left out {clip}: The video {clip} cannot be opened: ");
        errors.ShouldNotContain("moov");
    }

    [Fact]
    public void Images_of_one_name_are_kept_apart()
    {
        string[] images = [Image("left/x.png", 1), Image("right/x.png", 2), Image("x.png", 3)];

        var (exitCode, output, errors) = Run([.. images, "--json", "-", "--pictures", folder["pictures"]]);

        exitCode.ShouldBe(0, errors);
        Lines(output).Select(line => line.GetProperty("image").GetString()).ShouldBe(["x", "x-2", "x-3"]);
        Directory.GetFiles(folder["pictures"]).Select(Path.GetFileName).ShouldBe(["x.jpg", "x-2.jpg", "x-3.jpg"], ignoreOrder: true);
    }

    [SkippableFact]
    public void A_video_with_a_damaged_frame_runs_to_its_end()
    {
        Tools.Require("ffmpeg");
        byte[][] pictures = [.. Enumerable.Range(0, 20).Select(number => ImageFile.ToJpeg(Scene(number)))];
        pictures[10] = new byte[500];
        File.WriteAllBytes(folder["clip.avi"], MotionJpeg.Avi(160, 120, pictures));

        var (exitCode, output, errors) = Run(folder["clip.avi"], "--json", folder["clip.jsonl"]);

        exitCode.ShouldBe(1, errors);
        output.ShouldBeEmpty();
        var lines = Lines(File.ReadAllText(folder["clip.jsonl"]));
        lines.Count.ShouldBe(20);
        lines.Index().Where(line => !line.Item.TryGetProperty("heads", out _)).Select(line => line.Index).ShouldBe([10]);
        lines[0].GetProperty("image").GetString().ShouldBe("clip-000000");
        errors.ShouldContain($"Left out {folder["clip.avi"]}, frame 10: A frame of the video {folder["clip.avi"]} cannot be decoded: ");
        errors.ShouldContain("20 frames in ");
        errors.ShouldMatch(@"[\d.]+ frames/s, latency p50 [\d.]+ ms, p95 [\d.]+ ms, 0 dropped\n");
    }

    [Fact]
    public void A_termination_signal_ends_it_between_two_frames()
    {
        var image = Image("a.png", 1);
        var many = Directory.CreateDirectory(folder["many"]).FullName;
        for (var number = 0; number < 3000; number++)
            File.CreateSymbolicLink(Path.Combine(many, $"{number:0000}.png"), image);
        using var program = new RunningProgram(network, many, "--json", "-");
        var first = program.Output.ReadLine();
        program.Terminate();

        var (exitCode, output, errors) = program.Finish();

        exitCode.ShouldBe(130, errors);
        var lines = Lines($"{first}\n{output}");
        lines.Count.ShouldBeInRange(1, 2999);
        lines.Select(line => line.GetProperty("image").GetString()).ShouldBe(Enumerable.Range(0, lines.Count).Select(number => $"{number:0000}"));
        errors.ShouldContain($"{lines.Count} frames in ");
    }

    [Fact]
    public void Lines_are_added_to_those_of_the_run_before()
    {
        var image = Image("a.png", 1);
        for (var run = 1; run <= 2; run++)
        {
            Run(image, "--json", folder["all.jsonl"]).ExitCode.ShouldBe(0);
            Lines(File.ReadAllText(folder["all.jsonl"])).Count.ShouldBe(run);
        }
    }

    [Theory]
    [InlineData(1, "error: There is no network at 'none.onnx'; export one first.", "none.onnx", "a.png")]
    [InlineData(1, "error: There is no image or folder none.png.", null, "none.png")]
    [InlineData(1, "camera 63 cannot be opened", null, "--camera", "63")]
    [InlineData(2, "Name one thing to run on: files, --camera, --pipeline or --command.", null)]
    [InlineData(2, "Name one thing to run on: files, --camera, --pipeline or --command.", null, "a.png", "--camera", "0")]
    [InlineData(2, "--command and --size go together", null, "--command", "true")]
    [InlineData(2, "--size takes a width and a height, 1280x720, not 7.", null, "--command", "true", "--size", "7")]
    [InlineData(1, "it does not say how large its frames are", null, "--pipeline", "videotestsrc")]
    [InlineData(2, "Gpu", null, "a.png", "--provider", "Gpu")]
    [InlineData(2, "--threads takes a number from 1 on, not 0.", null, "a.png", "--threads", "0")]
    [InlineData(2, "Cannot parse argument 'two' for option '--threads'", null, "a.png", "--threads", "two")]
    [InlineData(2, "--camera takes a number from 0 on, not -3.", null, "--camera", "-3")]
    [InlineData(2, "--every takes seconds from 0 on, not nan.", null, "a.png", "--every", "nan")]
    [InlineData(2, "--every takes seconds from 0 on, not -1.", null, "a.png", "--every", "-1")]
    [InlineData(2, "--every takes seconds from 0 on, not 1e300.", null, "a.png", "--every", "1e300")]
    [InlineData(2, "--score takes a score from 0 to 1, not 30.", null, "a.png", "--score", "30")]
    public void What_is_wrong_is_said(int exitCode, string message, string? file, params string[] arguments)
    {
        var (code, _, errors) = Finish([file ?? network, .. arguments]);
        code.ShouldBe(exitCode, errors);
        errors.ShouldContain(message);
    }

    [Fact]
    public void What_is_no_network_is_named()
    {
        File.WriteAllText(folder["text.onnx"], "no network");
        var (code, _, errors) = Finish([folder["text.onnx"], Image("a.png", 1)]);
        code.ShouldBe(1);
        errors.ShouldContain($"error: '{folder["text.onnx"]}' is not an ONNX network");
    }

    private (int ExitCode, string Output, string Errors) Run(params string[] arguments) => Finish([network, .. arguments]);

    private static (int ExitCode, string Output, string Errors) Finish(string[] arguments)
    {
        using var program = new RunningProgram(arguments);
        return program.Finish();
    }

    private static List<JsonElement> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private string Image(string name, int seed)
    {
        ImageFile.Write(folder[name], Scene(seed));
        return folder[name];
    }

    private static RgbImage Scene(int seed)
    {
        var image = new RgbImage(160, 120);
        for (var i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(seed * 10 + i / 300);
        return image;
    }
}
