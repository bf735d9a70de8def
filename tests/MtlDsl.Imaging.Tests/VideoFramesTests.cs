using System.Diagnostics;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

/// <summary>Videos frame by frame, also damaged ones.</summary>
public sealed class VideoFramesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void A_video_gives_all_its_frames()
    {
        var path = SharedData.Find("tracking/PETS09-S2L1/vtest.avi");
        Tools.Require("ffmpeg");
        using var video = VideoFrames.Open(path);

        (video.Count, video.Rate).ShouldBe((795, 10));
        var (count, changes, last) = (0, 0, new byte[0]);
        while (video.MoveNext())
        {
            var frame = video.Current;
            (frame.Size, frame.Format).ShouldBe((new PixelSize(768, 576), PixelFormat.Rgb));
            changes += frame.Pixels.SequenceEqual(last) ? 0 : 1;
            last = frame.Pixels.ToArray();
            count++;
        }
        count.ShouldBe(795);
        changes.ShouldBeGreaterThan(780);
    }

    [SkippableFact]
    public void Frames_are_the_pictures_of_the_video_in_their_order()
    {
        Tools.Require("ffmpeg");
        File.WriteAllBytes(folder["a.avi"], MotionJpeg.Avi(96, 64, Pictures(5)));

        Frames(folder["a.avi"]).ShouldBe(["0", "1", "2", "3", "4"]);
    }

    [SkippableTheory]
    [InlineData(3, "0 1 2 x 4 5 6 7")]
    [InlineData(0, "x 1 2 3 4 5 6 7")]
    [InlineData(7, "0 1 2 3 4 5 6 x")]
    public void A_broken_frame_is_told_of_and_those_after_it_come(int broken, string expected)
    {
        Tools.Require("ffmpeg");
        var pictures = Pictures(8);
        pictures[broken] = new byte[500];
        File.WriteAllBytes(folder["broken.avi"], MotionJpeg.Avi(96, 64, pictures));

        string.Join(' ', Frames(folder["broken.avi"]).Select(frame => frame.Length == 1 ? frame : "x")).ShouldBe(expected);
        Frames(folder["broken.avi"])[broken].ShouldContain(broken == 7 ? "ended at frame 7 of 8: No JPEG data found" : "cannot be decoded: No JPEG data found");
    }

    [SkippableFact]
    public void Several_broken_frames_in_a_row_are_as_many()
    {
        Tools.Require("ffmpeg");
        var pictures = Pictures(9);
        pictures[2] = pictures[3] = pictures[6] = new byte[500];
        File.WriteAllBytes(folder["broken.avi"], MotionJpeg.Avi(96, 64, pictures));

        string.Join(' ', Frames(folder["broken.avi"]).Select(frame => frame.Length == 1 ? frame : "x")).ShouldBe("0 1 x x 4 5 x 7 8");
    }

    [SkippableFact]
    public void A_video_that_ends_early_says_where()
    {
        Tools.Require("ffmpeg");
        // Cut within the fifth frame, with the list of all frames, which stands at the end.
        var bytes = MotionJpeg.Avi(96, 64, Pictures(8));
        File.WriteAllBytes(folder["short.avi"], bytes[..(bytes.Length / 2)]);

        var frames = Frames(folder["short.avi"]);

        frames.Count.ShouldBeInRange(3, 5);
        // Of the one that was cut, the decoder makes what it can.
        frames[..3].ShouldBe(["0", "1", "2"]);
        frames[^1].ShouldStartWith($"The video {folder["short.avi"]} ended at frame {frames.Count - 1} of 8");
    }

    [SkippableFact]
    public void A_video_that_was_cut_without_encoding_it_anew_is_whole()
    {
        Tools.Require("ffmpeg");
        Encode("testsrc=size=96x64:rate=25:duration=4", folder["whole.mp4"]);
        // It keeps frames before the cut that are decoded and never shown.
        Run("ffmpeg", "-v", "error", "-ss", "1.3", "-i", folder["whole.mp4"], "-c", "copy", folder["cut.mp4"]);

        using var video = VideoFrames.Open(folder["cut.mp4"]);
        while (video.MoveNext())
            video.Current.Size.ShouldBe(new PixelSize(96, 64));
    }

    [SkippableFact]
    public void A_video_that_is_turned_comes_upright()
    {
        Tools.Require("ffmpeg");
        Encode("testsrc=size=96x64:rate=5:duration=1", folder["whole.mp4"]);
        Run("ffmpeg", "-v", "error", "-i", folder["whole.mp4"], "-c", "copy", "-metadata:s:v:0", "rotate=90", folder["turned.mp4"]);

        using var video = VideoFrames.Open(folder["turned.mp4"]);
        video.MoveNext().ShouldBeTrue();
        video.Current.Size.ShouldBe(new PixelSize(64, 96));
    }

    [SkippableFact]
    public void What_is_no_video_is_refused()
    {
        Tools.Require("ffmpeg");
        File.WriteAllText(folder["text.mp4"], "no video");
        Should.Throw<ImageException>(() => VideoFrames.Open(folder["text.mp4"])).Message
            .ShouldBe($"The video {folder["text.mp4"]} cannot be opened: ffprobe says: Invalid data found when processing input.");
        Should.Throw<ImageException>(() => VideoFrames.Camera(63)).Message.ShouldStartWith("The camera 63 cannot be opened: ");
        var refused = Should.Throw<ImageException>(() => VideoFrames.Open("rtsp://me:secret@127.0.0.1:9/x")).Message;
        refused.ShouldStartWith("The video rtsp://127.0.0.1:9/x cannot be opened: ");
        refused.ShouldNotContain("secret");
    }

    [SkippableFact]
    public void A_reader_that_is_disposed_ends_its_program_and_whoever_waits_for_a_frame()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The system's processes are looked for in /proc.");
        var seconds = $"{Random.Shared.Next(100_000, 900_000)}";
        var video = VideoFrames.Command($"head -c {3 * 4 * 2} /dev/zero; sleep {seconds}; true", new PixelSize(4, 2));
        video.MoveNext().ShouldBeTrue();
        var waiting = Task.Run(video.MoveNext);

        waiting.Wait(500).ShouldBeFalse();
        Sleeping().ShouldBe(1);
        video.Dispose();

        waiting.Wait(TimeSpan.FromSeconds(20)).ShouldBeTrue();
        waiting.Result.ShouldBeFalse();
        Sleeping().ShouldBe(0);

        int Sleeping() => Directory.GetDirectories("/proc").Count(process => ReadOrNothing($"{process}/cmdline") == $"sleep\0{seconds}\0");
    }

    [SkippableFact]
    public void A_file_that_is_left_early_ends_its_program()
    {
        Tools.Require("ffmpeg");
        File.WriteAllBytes(folder["a.avi"], MotionJpeg.Avi(96, 64, [.. Enumerable.Repeat(Pictures(1)[0], 3000)]));
        using var video = VideoFrames.Open(folder["a.avi"]);
        video.MoveNext().ShouldBeTrue();

        video.Dispose();
        video.Dispose();

        video.MoveNext().ShouldBeFalse();
    }

    [SkippableFact]
    public void A_command_gives_its_frames()
    {
        Skip.If(OperatingSystem.IsWindows(), "The commands are for another shell.");
        using var frames = VideoFrames.Command("printf 'abcdefghijkl'; printf 'ABCDEFGHIJKL'; echo noise >&2", new PixelSize(2, 2), 5);

        frames.Rate.ShouldBe(5);
        frames.MoveNext().ShouldBeTrue();
        frames.Current.Pixels.ToArray().ShouldBe("abcdefghijkl"u8.ToArray());
        frames.MoveNext().ShouldBeTrue();
        frames.Current.Pixels.ToArray().ShouldBe("ABCDEFGHIJKL"u8.ToArray());
        frames.MoveNext().ShouldBeFalse();
    }

    [SkippableFact]
    public void A_command_that_fails_says_why()
    {
        Skip.If(OperatingSystem.IsWindows(), "The commands are for another shell.");
        Should.Throw<ImageException>(() => VideoFrames.Command("echo no such lens >&2; exit 3", new PixelSize(2, 2))).Message
            .ShouldContain("ended with exit code 3: no such lens");
        using var frames = VideoFrames.Command("printf 'abcdefghijkl'; printf 'ABC'", new PixelSize(2, 2));
        frames.MoveNext().ShouldBeTrue();
        frames.MoveNext().ShouldBeTrue();
        Should.Throw<ImageException>(() => frames.Current.Size).Message.ShouldContain("ended within a frame; are its frames 2x2?");
        frames.MoveNext().ShouldBeFalse();
    }

    [SkippableFact]
    public void A_pipeline_gives_its_frames()
    {
        Tools.Require("gst-launch-1.0");
        using var frames = VideoFrames.Pipeline("videotestsrc num-buffers=3 pattern=red ! video/x-raw, width=66, height=48, framerate=30/1 ! videoconvert ! appsink");
        frames.Rate.ShouldBe(30);
        for (var number = 0; number < 3; number++)
        {
            frames.MoveNext().ShouldBeTrue();
            (frames.Current.Size, frames.Current.Format).ShouldBe((new PixelSize(66, 48), PixelFormat.Bgra));
            frames.Current.CopyTo().Pixels[..3].ShouldBe([255, 0, 0]);
        }
        frames.MoveNext().ShouldBeFalse();
        frames.Count.ShouldBe(0);
    }

    [SkippableFact]
    public void A_pipeline_that_cannot_start_is_refused()
    {
        Tools.Require("gst-launch-1.0");
        Should.Throw<ImageException>(() => VideoFrames.Pipeline("nosuch ! video/x-raw, width=64, height=48")).Message
            .ShouldContain("no element \"nosuch\"");
    }

    [Fact]
    public void A_pipeline_without_a_size_is_refused() =>
        Should.Throw<ImageException>(() => VideoFrames.Pipeline("videotestsrc")).Message.ShouldContain("it does not say how large its frames are; add");

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<ImageException>(() => VideoFrames.Open("none.avi")).Message.ShouldBe("The file none.avi does not exist.");

    [Theory]
    [InlineData("a/b.MP4", true)]
    [InlineData("a.avi", true)]
    [InlineData("rtsp://camera/1", true)]
    [InlineData("a.png", false)]
    [InlineData("avi", false)]
    [InlineData("file://a.png", false)]
    public void Videos_are_told_by_their_ending_or_as_addresses(string path, bool isVideo) => VideoFrames.IsVideo(path).ShouldBe(isVideo);

    [Fact]
    public void Image_files_are_frames()
    {
        ImageFile.Write(folder["red.png"], new RgbImage(2, 1, [255, 0, 0, 255, 0, 0]));
        var frames = new ImageFileFrames([folder["red.png"], folder["none.png"], folder["red.png"]]);
        frames.MoveNext().ShouldBeTrue();
        frames.Current.Pixels.ToArray().ShouldBe([255, 0, 0, 255, 0, 0]);
        frames.MoveNext().ShouldBeTrue();
        Should.Throw<ImageException>(() => frames.Current.Size).Message.ShouldContain("none.png");
        frames.MoveNext().ShouldBeTrue();
        frames.Current.Size.ShouldBe(new PixelSize(2, 1));
        frames.MoveNext().ShouldBeFalse();
    }

    // What each frame shows, by its brightness; of a broken one the message.
    private static List<string> Frames(string path)
    {
        var seen = new List<string>();
        using var video = VideoFrames.Open(path);
        while (video.MoveNext())
            try
            {
                seen.Add($"{(video.Current.Pixels[0] + 10) / 20 - 1}");
            }
            catch (ImageException e)
            {
                seen.Add(e.Message);
            }
        return seen;
    }

    private static byte[][] Pictures(int count) =>
        [.. Enumerable.Range(0, count).Select(number => ImageFile.ToJpeg(new RgbImage(96, 64, [.. Enumerable.Repeat((byte)(20 * (number + 1)), 3 * 96 * 64)])))];

    private static void Encode(string source, string path) =>
        Run("ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "mpeg4", "-bf", "2", "-g", "12", path);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    private static string ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
