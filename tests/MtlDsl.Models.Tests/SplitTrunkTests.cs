using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>Published weights in a network whose heads have the trunk's last stage each for itself.</summary>
public sealed class SplitTrunkTests : IDisposable
{
    private static readonly string[] heads = ["segmentation", "detection"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("trunk.")]
    public void Stages_that_heads_own_are_filled_from_the_files_trunk(string prefix)
    {
        using var whole = new WholeTrunk();
        using var split = new SplitTrunk();
        using var file = Published(whole, prefix);
        var own = split.state_dict()["detection.res6b.0.conv1.weight"].clone();

        var report = StateDictLoader.LoadTrunk(split, file);

        report.HeadStages.ShouldBe(["segmentation.layer4", "detection.layer4"]);
        report.Unexpected.ShouldBeEmpty();
        report.LeftOut.ShouldBe(prefix.Length == 0 ? 2 : 0);
        report.ToString().ShouldContain("among them the heads' own segmentation.layer4, detection.layer4");
        var state = split.state_dict();
        var filled = 0;
        foreach (var (name, tensor) in Trunk(whole))
            foreach (var owner in name.StartsWith("layer4.", StringComparison.Ordinal) ? heads : ["trunk"])
            {
                state[$"{owner}.{name}"].bytes.SequenceEqual(tensor.bytes).ShouldBeTrue($"{owner}.{name}");
                filled++;
            }
        report.Loaded.ShouldBe(filled);
        // What the branch has is not in the file.
        state["detection.res6b.0.conv1.weight"].bytes.SequenceEqual(own.bytes).ShouldBeTrue();
    }

    [Fact]
    public void A_file_that_lacks_part_of_a_heads_stage_is_refused()
    {
        using var whole = new WholeTrunk();
        using var split = new SplitTrunk();
        using var file = Published(whole, "", except: "layer4.2.conv3.weight");

        Should.Throw<CheckpointException>(() => StateDictLoader.LoadTrunk(split, file)).Message.ShouldContain("missing: layer4.2.conv3.weight");
    }

    [Fact]
    public void Batch_norms_of_heads_own_stages_are_unfolded_with_the_trunks()
    {
        using var scope = NewDisposeScope();
        using var split = new SplitTrunk();
        split.eval();
        var images = randn(4, 3, 64, 64);
        var before = split.call(images).Segmentation;

        BatchNormUnfolding.Apply(split, [images], ["segmentation.layer4", "detection.layer4"]);

        foreach (var owner in new[] { "trunk.layer3.5", "segmentation.layer4.0", "detection.layer4.2" })
            split.state_dict()[$"{owner}.bn1.running_mean"].abs().max().item<float>().ShouldBeGreaterThan(1e-4f, owner);
        split.state_dict()["detection.res6b.0.bn1.running_mean"].abs().max().item<float>().ShouldBe(0);
        split.call(images).Segmentation.allclose(before, rtol: 1e-3, atol: 1e-4).ShouldBeTrue();
    }

    // As torchvision would have it, with a classifier, or as a whole network of this project.
    private StateFile Published(WholeTrunk network, string prefix, string except = "")
    {
        var tensors = Trunk(network).Where(item => item.Key != except).Select(item => Stored(prefix + item.Key, item.Value));
        if (prefix.Length == 0)
            tensors = tensors.Append(Stored("fc.weight", zeros(10, 2048))).Append(Stored("fc.bias", zeros(10)));
        SafeTensors.Save(folder["published.safetensors"], tensors);
        return StateFile.Open(folder["published.safetensors"]);
    }

    // Without the counters of batches, which files may lack.
    private static IEnumerable<KeyValuePair<string, Tensor>> Trunk(WholeTrunk network) =>
        network.Trunk.state_dict().Where(item => item.Value.dtype == ScalarType.Float32);

    private static TensorToStore Stored(string name, Tensor tensor) =>
        new(name, ElementType.Float32, tensor.shape, () => tensor.bytes.ToArray());
}

/// <summary>A ResNet-50 whose stages are all shared.</summary>
[MultitaskModel<ResNet50>(Width = 64, Height = 64)]
internal sealed partial class WholeTrunk
{
    [FcnHead(ResNet50.Res5c)]
    [PixelCrossEntropy]
    public partial SegmentationHead<SceneSurface> Segmentation { get; }
}

/// <summary>The study's variant: the fifth stage once a task.</summary>
[MultitaskModel<ResNet50>(Width = 64, Height = 64)]
[SplitAfter(ResNet50.Res4f)]
internal sealed partial class SplitTrunk
{
    [FcnHead(ResNet50.Res5c, Skip = [ResNet50.Res4f])]
    [PixelCrossEntropy]
    public partial SegmentationHead<SceneSurface> Segmentation { get; }

    [SsdHead]
    [DetectAt(ResNet50.Res5c, MinSize = 24, MaxSize = 40, AspectRatios = [2])]
    [DetectAt(SsdExtras.Res6b, MinSize = 40, MaxSize = 60, AspectRatios = [2])]
    [MultiBoxLoss]
    public partial DetectionHead<SceneObject> Detection { get; }
}
