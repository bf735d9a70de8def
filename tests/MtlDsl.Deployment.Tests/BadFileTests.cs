using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>What cannot be run is refused in one line that names the file and says why.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Missing_file()
    {
        var path = folder["none.onnx"];
        Should.Throw<FileNotFoundException>(() => NetworkSession.Load(path, ColorNetwork.Architecture)).Message
            .ShouldBe($"There is no network at '{path}'; export one first.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no network")]
    public void File_that_is_no_network(string content)
    {
        var path = folder["text.onnx"];
        File.WriteAllText(path, content);
        NotANetwork(path);
    }

    [Fact]
    public void Truncated_file()
    {
        var path = folder["half.onnx"];
        File.WriteAllBytes(path, ColorNetwork.Export().ToArray()[..600]);
        NotANetwork(path);
    }

    [SkippableTheory]
    [InlineData("pipe.onnx")]
    [InlineData("link.onnx")]
    public async Task Pipe_that_nobody_writes_into(string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "What kind of file it is, is asked of Linux alone.");
        using (var mkfifo = Process.Start("mkfifo", [folder["pipe.onnx"]]))
            await mkfifo.WaitForExitAsync();
        File.CreateSymbolicLink(folder["link.onnx"], "pipe.onnx");

        await Task.Run(() => NotANetwork(folder[name], "it is a pipe, a device or a socket; give an .onnx file")).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void File_beyond_what_a_message_can_hold()
    {
        using (var file = File.Create(folder["huge.onnx"]))
            file.SetLength(5_000_000_000);
        NotANetwork(folder["huge.onnx"], "it has 5.0 GB, and an .onnx file ends at 2 GB; give the file that export wrote");
    }

    [Fact]
    public void Keys_of_zeros()
    {
        var bytes = ColorNetwork.Export().ToArray();
        bytes.AsSpan(bytes.AsSpan().IndexOf("mtldsl.version"u8), "mtldsl.version".Length).Clear();
        File.WriteAllBytes(folder["zeros.onnx"], bytes);
        using var session = NetworkSession.Load(folder["zeros.onnx"], ColorNetwork.Architecture);
        session.Predict(Painting.Of(1, "rrrrrr", "rrrrrr", "rrrrrr", "rrrrrr")).Count.ShouldBe(2);
    }

    [Fact]
    public void Another_networks_file() =>
        Refused(ColorNetwork.Export(ColorNetwork.Declare("Others"))).ShouldBe("its mtldsl.model is 'Others', declared is 'Colors'");

    [Fact]
    public void File_for_another_size() =>
        Refused(ColorNetwork.Export(ColorNetwork.Declare("Colors", width: 8))).ShouldBe("its mtldsl.input is '8x4', declared is '6x4'");

    [Fact]
    public void File_for_another_normalisation() =>
        Refused(ColorNetwork.Export(ColorNetwork.Architecture with { Normalization = PixelNormalization.ImageNet }))
            .ShouldBe("its mtldsl.mean is '123.675 116.28 103.53', declared is '0 0 0'");

    [Fact]
    public void Undescribed_file_for_another_size() =>
        Refused(ColorNetwork.Export(ColorNetwork.Declare("Colors", height: 6), described: false))
            .ShouldBe("its input image is 3x6x6, declared is 3x4x6");

    [Fact]
    public void Undescribed_file_with_other_outputs()
    {
        var heads = ColorNetwork.Architecture.Heads;
        var architecture = ColorNetwork.Architecture with { Heads = [heads[0]] };
        Refused(ColorNetwork.Export(described: false), architecture)
            .ShouldBe("its outputs are seg_scores, mbox_conf_out, mbox_location_out, declared are seg_scores");
    }

    [Fact]
    public void Undescribed_file_with_other_classes()
    {
        var architecture = ColorNetwork.Architecture with
        {
            Heads = [new SegmentationHead("Surfaces", [new("Road", default)], "seg_scores"), ColorNetwork.Architecture.Heads[1]],
        };
        Refused(ColorNetwork.Export(described: false), architecture).ShouldBe("its output seg_scores is 3x4x6, declared is 1x?x?");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Input_of_another_length(int images)
    {
        using var session = Load();
        Should.Throw<ArgumentException>(() => session.Run(new float[images * 72])).Message
            .ShouldStartWith($"1 image(s) of 6x4 take 72 values, not {images * 72}.");
    }

    [Fact]
    public void Number_of_images_that_the_file_does_not_take()
    {
        using var session = Load();
        Should.Throw<ArgumentException>(() => session.Run(new float[144], batch: 2)).Message
            .ShouldContain("was exported for 1 image(s) a call, not 2; export it with an open batch.");
    }

    [Fact]
    public void Closed_session()
    {
        var session = Load();
        session.Dispose();
        session.Dispose();
        Should.Throw<ObjectDisposedException>(() => session.Run(new float[72]));
        Should.Throw<ObjectDisposedException>(() => session.Predict(new RgbImage(6, 4)));
    }

    [SkippableTheory]
    [InlineData(ExecutionProvider.Cuda, "CUDAExecutionProvider")]
    [InlineData(ExecutionProvider.TensorRt, "TensorrtExecutionProvider")]
    public void Provider_that_is_not_there(ExecutionProvider provider, string name)
    {
        Skip.If(OrtEnv.Instance().GetAvailableProviders().Contains(name), $"This ONNX Runtime has the {name}.");
        var message = Should.Throw<NotSupportedException>(() => Load(new SessionSettings { Provider = provider })).Message;
        message.ShouldStartWith($"There is no {name}. Asked for was {provider}; this ONNX Runtime has CPUExecutionProvider. Add Cpu to the providers to fall back on, or build");
        message.ShouldNotContain("\n");
    }

    [SkippableFact]
    public void Providers_are_tried_in_their_order()
    {
        Skip.If(OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider"), "This ONNX Runtime has CUDA.");
        using var session = Load(new SessionSettings { Providers = [ExecutionProvider.TensorRt, ExecutionProvider.Cuda, ExecutionProvider.Cpu] });
        session.Provider.ShouldBe(ExecutionProvider.Cpu);
        Should.Throw<NotSupportedException>(() => Load(new SessionSettings { Providers = [ExecutionProvider.TensorRt, ExecutionProvider.Cuda] })).Message
            .ShouldStartWith("There is no TensorrtExecutionProvider. There is no CUDAExecutionProvider. Asked for was TensorRt, then Cuda; this ONNX Runtime has ");
        Should.Throw<ArgumentException>(() => new SessionSettings { Providers = [] }).Message.ShouldStartWith("At least one provider is needed.");
    }

    [Fact]
    public void No_threads() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SessionSettings { Threads = 0 }).Message.ShouldStartWith("At least one thread is needed");

    private NetworkSession Load(SessionSettings? settings = null) =>
        NetworkSession.Load(folder.Save(ColorNetwork.Export()), ColorNetwork.Architecture, settings);

    private static void NotANetwork(string path, string reason = "")
    {
        var message = Should.Throw<InvalidDataException>(() => NetworkSession.Load(path, ColorNetwork.Architecture)).Message;
        message.ShouldStartWith($"'{path}' is not an ONNX network that can be run here: {reason}");
        message.ShouldNotContain("\n");
    }

    /// <summary>What the refusal says is different.</summary>
    private string Refused(Onnx.OnnxModel model, Architecture? architecture = null)
    {
        var path = folder.Save(model);
        var message = Should.Throw<InvalidDataException>(() => NetworkSession.Load(path, architecture ?? ColorNetwork.Architecture)).Message;
        var (start, end) = ($"'{path}' is not an export of Colors as it is declared: ", ". Export it again or give the right file.");
        message.ShouldStartWith(start);
        message.ShouldEndWith(end);
        return message[start.Length..^end.Length];
    }
}
