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
        using var video = Open(Pedestrians());

        (video.Count, video.Rate).ShouldBe((795, 10));
        var (count, changes, last) = (0, 0, new byte[0]);
        while (video.MoveNext())
        {
            var frame = video.Current;
            (frame.Size, frame.Format).ShouldBe((new PixelSize(768, 576), PixelFormat.Bgr));
            changes += frame.Pixels.SequenceEqual(last) ? 0 : 1;
            last = frame.Pixels.ToArray();
            count++;
        }
        count.ShouldBe(795);
        changes.ShouldBeGreaterThan(780);
    }

    [SkippableFact]
    public void A_damaged_frame_in_the_middle_ends_nothing()
    {
        var bytes = File.ReadAllBytes(Pedestrians());
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length / 2, 40_000));
        File.WriteAllBytes(folder["damaged.avi"], bytes);
        using var damaged = Open(folder["damaged.avi"]);

        var (count, broken) = (0, 0);
        while (damaged.MoveNext())
        {
            count++;
            try
            {
                _ = damaged.Current;
            }
            catch (ImageException)
            {
                broken++;
            }
        }
        (count - broken).ShouldBeGreaterThan(700);
    }

    [SkippableFact]
    public void What_is_no_video_is_refused()
    {
        File.WriteAllText(folder["text.mp4"], "no video");
        using (Open(Pedestrians()))
            Should.Throw<ImageException>(() => VideoFrames.Open(folder["text.mp4"])).Message
                .ShouldBe($"The video {folder["text.mp4"]} cannot be opened: it is no video that OpenCV reads.");
        Should.Throw<ImageException>(() => VideoFrames.Camera(63)).Message
            .ShouldBe("The video camera 63 cannot be opened: there is no such camera, or another program has it.");
    }

    [SkippableFact]
    public void A_pipeline_gives_its_frames()
    {
        using var frames = TestPipeline("videotestsrc num-buffers=3 ! video/x-raw, width=64, height=48 ! videoconvert ! video/x-raw, format=BGR ! appsink");
        for (var number = 0; number < 3; number++)
        {
            frames.MoveNext().ShouldBeTrue();
            (frames.Current.Size, frames.Current.Format).ShouldBe((new PixelSize(64, 48), PixelFormat.Bgr));
        }
        frames.MoveNext().ShouldBeFalse();
        frames.Count.ShouldBe(0);
    }

    [SkippableFact]
    public void A_pipeline_that_cannot_start_is_refused()
    {
        using (Open(Pedestrians()))
            Should.Throw<ImageException>(() => VideoFrames.Pipeline("nosuch ! appsink")).Message.ShouldStartWith("The video pipeline 'nosuch ! appsink' cannot be opened: ");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<ImageException>(() => VideoFrames.Open("none.avi")).Message.ShouldBe("The file none.avi does not exist.");

    [Theory]
    [InlineData("a/b.MP4", true)]
    [InlineData("a.avi", true)]
    [InlineData("a.png", false)]
    [InlineData("avi", false)]
    public void Videos_are_told_by_their_ending(string path, bool isVideo) => VideoFrames.IsVideo(path).ShouldBe(isVideo);

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

    private static VideoFrames TestPipeline(string description)
    {
        try
        {
            return VideoFrames.Pipeline(description);
        }
        catch (ImageException e)
        {
            throw new SkipException($"{e.Message} gstreamer1.0-plugins-base has videotestsrc.");
        }
    }

    private static string Pedestrians() => SharedData.Find("tracking/PETS09-S2L1/vtest.avi");

    private static VideoFrames Open(string path)
    {
        try
        {
            return VideoFrames.Open(path);
        }
        catch (ImageException e) when (e.InnerException is DllNotFoundException)
        {
            throw new SkipException("This build reads no video: libopencv-videoio-dev is not installed.");
        }
    }
}
