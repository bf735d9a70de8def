using System.Text.Json;
using MtlDsl.Imaging;
using MtlDsl.Models;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Vision;
using static TorchSharp.torch;

namespace MtlDsl.Layers.Tests;

/// <summary>Every trunk that ships against torchvision's.</summary>
[Collection("torch")]
public sealed class TrunkTests(PyTorch pytorch) : IClassFixture<PyTorch>
{
    private static readonly IReadOnlyDictionary<string, Func<IMultitaskModel>> Networks = new Dictionary<string, Func<IMultitaskModel>>
    {
        [nameof(ResNet18)] = () => new ResNet18Maps(),
        [nameof(ResNet34)] = () => new ResNet34Maps(),
        [nameof(ResNet50)] = () => new ResNet50Maps(),
        [nameof(ResNet101)] = () => new ResNet101Maps(),
        [nameof(Vgg16)] = () => new Vgg16Maps(),
        [nameof(SqueezeNet10)] = () => new SqueezeNet10Maps(),
        [nameof(SqueezeNet11)] = () => new SqueezeNet11Maps(),
        [nameof(MobileNetV2)] = () => new MobileNetV2Maps(),
        [nameof(MobileNetV3Small)] = () => new MobileNetV3SmallMaps(),
        [nameof(SmallResNet)] = () => new SmallResNetMaps(),
    };

    public static TheoryData<string> Trunks { get; } = new(Networks.Keys);

    [SkippableTheory]
    [MemberData(nameof(Trunks))]
    public void Every_map_is_that_of_torchvision(string trunk)
    {
        using var scope = NewDisposeScope();
        using var model = Networks[trunk]();
        using var weights = StateFile.Open(pytorch.Find("trunks.py", $"{trunk}.weights.pth"));
        StateDictLoader.Load(model.Trunk, weights);
        weights.Tensors.Keys.ShouldBe(model.Trunk.state_dict().Keys, ignoreOrder: true);
        using var expected = StateFile.Open(pytorch.Find("trunks.py", $"{trunk}.maps.pth"));

        model.Module.eval();
        using var guard = no_grad();
        var maps = TrunkMaps.Of(model, expected["image"].ToTensor()).ToList();
        maps.Count.ShouldBe(expected.Tensors.Count - 1);
        for (var i = 0; i < maps.Count; i++)
        {
            var (tap, map) = maps[i];
            map.shape.ShouldBe(expected[$"map{i}"].Shape, tap.Name);
            map.shape.ShouldBe([1, tap.Channels, tap.Height, tap.Width], tap.Name);
            map.Values().ShouldBeClose(expected[$"map{i}"].ReadFloats(), tap.Name);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Trunks))]
    public void Its_size_is_that_of_torchvision(string trunk)
    {
        var counts = JsonDocument.Parse(File.ReadAllText(pytorch.Find("trunks.py", "counts.json"))).RootElement.GetProperty(trunk);
        using var model = Networks[trunk]();
        var cost = model.Architecture.Parts[0].Cost;
        cost.Parameters.ShouldBe(counts.GetProperty("parameters").GetInt64());
        cost.MultiplyAdds.ShouldBe(counts.GetProperty("multiply_adds").GetInt64());
    }

    [Fact]
    public void Every_trunk_that_ships_is_compared() =>
        typeof(ResNet50).Assembly.GetTypes().Where(type => type.IsDefined(typeof(TrunkAttribute), false)).Select(type => type.Name)
            .ShouldBe(Networks.Keys, ignoreOrder: true);

    /// <summary>
    /// The probabilities are those of torchvision's network with the same weights and Pillow's bilinear resizing. TensorFlow's, 0.95, 0.92
    /// and 0.64, are of its own padding, at the bottom and the right, for which the weights were trained.
    /// </summary>
    [SkippableTheory]
    [InlineData("parrot.jpg", "macaw", 0.883)]
    [InlineData("bird.bmp", "chickadee", 0.671)]
    [InlineData("cat.bmp", "Egyptian cat", 0.496)]
    public void MobileNetV2_with_its_ImageNet_weights_knows_what_is_on_a_photo(string photo, string expected, double probability)
    {
        using var file = StateFile.Open(SharedData.Find("weights/mobilenet_v2_tf2_dequant.pth"));
        var labels = File.ReadAllLines(SharedData.Find("weights/imagenet_labels.txt"));
        var image = ImageFile.Read(SharedData.Find($"weights/test-photos/{photo}"));
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var model = new MobileNetV2Classifier();
        StateDictLoader.LoadTrunk(model, file);
        model.eval();

        var resized = ImageResampler.Resize(image, ImageResampler.Whole, new PixelSize(224, 224));
        var map = TrunkMaps.Of(model, (tensor(resized.Pixels.ToArray(), [224, 224, 3]).permute(2, 0, 1).unsqueeze(0).to(ScalarType.Float32) / 127.5) - 1)
            .Single().Map;
        var classifier = (Weight: file["classifier.1.weight"].ToTensor(), Bias: file["classifier.1.bias"].ToTensor());
        var scores = nn.functional.linear(map.mean([2, 3]), classifier.Weight, classifier.Bias).softmax(1).Values();
        var best = Array.IndexOf(scores, scores.Max());
        // The names begin with the background, which these weights lack.
        labels[best + 1].ShouldContain(expected);
        // Two ways of resizing differ by a grey level here and there.
        ((double)scores[best]).ShouldBe(probability, 0.02);
    }
}
