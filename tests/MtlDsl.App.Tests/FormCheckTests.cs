using MtlDsl.App.Commands;
using MtlDsl.App.Display;
using MtlDsl.Onnx;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Tests;

namespace MtlDsl.App.Tests;

/// <summary>A file that says something else of images than the plain form is found, whichever head says it.</summary>
public sealed class FormCheckTests : IDisposable
{
    private static readonly NetworkForm corners = new() { Corners = true };
    private static readonly NetworkForm suppressed = new() { Suppression = new SuppressionForm() };

    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();
    private readonly TinyNetwork network;

    public FormCheckTests()
    {
        TorchSharp.torch.manual_seed(0);
        network = new TinyNetwork();
        NetworkWeights.Save(folder["weights.safetensors"], network, 0);
    }

    public void Dispose()
    {
        network.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Boxes_with_their_corners_swapped_are_found()
    {
        Export(corners);
        Agreements(corners).ShouldAllBe(agreement => agreement.Compared > 0 && agreement.Share == 1);

        OnnxBytes.Replace(folder["form.onnx"], "mbox_loc.leftTop\"\u0003Sub", "mbox_loc.leftTop\"\u0003Add");
        OnnxBytes.Replace(folder["form.onnx"], "mbox_loc.rightBottom\"\u0003Add", "mbox_loc.rightBottom\"\u0003Sub");
        OnnxBytes.RemoveFingerprint(folder["form.onnx"]);

        var (surfaces, objects) = (Agreements(corners)[0], Agreements(corners)[1]);
        surfaces.IsEnough.ShouldBeTrue();
        objects.IsEnough.ShouldBeFalse();
        objects.Compared.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(0.5f, 0.45, 200)]
    [InlineData(0.01f, 0.9, 200)]
    [InlineData(0.01f, 0.45, 10)]
    public void Suppression_by_other_settings_than_the_files_own_is_found(float score, double overlap, int best)
    {
        Export(suppressed);
        Agreements(suppressed).ShouldAllBe(agreement => agreement.IsEnough && agreement.Compared > 20);

        Export(new NetworkForm { Suppression = new SuppressionForm(score, overlap, best) });

        Agreements(suppressed)[1].IsEnough.ShouldBeFalse();
    }

    [Theory]
    [InlineData("--boxes")]
    [InlineData("--boxes --batch 3")]
    [InlineData("--softmax --batch 0")]
    [InlineData("--nms --nms-best 1 --batch 2")]
    [InlineData("--argmax --precision Float16")]
    [InlineData("--nms --precision Float16 --batch 2")]
    [InlineData("--argmax --nms --precision Int8 --batch 0")]
    [InlineData("--input Pixels --softmax --boxes --precision Int8")]
    public async Task Every_form_is_compared_in_every_precision(string arguments)
    {
        (await Export(arguments)).ShouldBe(ExitCode.Success, program.Error + program.Output);

        program.Output.ShouldMatch(@"Surfaces +\| +[\d,]+ pixels +\| +100\.00% .* same");
        program.Output.ShouldMatch(@"Objects +\| +[\d,]+ detections +\| +(100\.00|99\.\d\d)% .* same");
    }

    [Fact]
    public async Task A_head_that_finds_nothing_in_noise_is_said_not_to_be_compared()
    {
        (await Export("--nms --nms-overlap 1 --nms-best 1 --nms-score 0.999")).ShouldBe(ExitCode.Success, program.Error + program.Output);

        program.Output.ShouldMatch(@"Objects +\| +0 detections .* NOT COMPARED");
        program.Output.ShouldContain("Objects could not be compared: in images of noise neither form finds anything with a score above 0.999.");
    }

    private Task<int> Export(string arguments) =>
        program.Run(["export", "--weights", folder["weights.safetensors"], "--onnx", folder["form.onnx"], .. arguments.Split(' ')]);

    private void Export(NetworkForm form)
    {
        TinyNetwork.ToOnnx(new ModuleWeights(network)).Save(folder["plain.onnx"]);
        TinyNetwork.ToOnnx(new ModuleWeights(network), new ExportOptions { Form = form }).Save(folder["form.onnx"]);
    }

    private IReadOnlyList<HeadAgreement> Agreements(NetworkForm form) =>
        new FormCheck(Screen.On(TextWriter.Null), TinyNetwork.Description).Compare(folder["plain.onnx"], folder["form.onnx"], form, 2);
}
