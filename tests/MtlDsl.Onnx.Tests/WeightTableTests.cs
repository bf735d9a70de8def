namespace MtlDsl.Onnx.Tests;

public sealed class WeightTableTests
{
    private readonly WeightTable weights = new WeightTable().Add("trunk.conv1.weight", 2).Add("trunk.layer1.0.conv1.weight", 2).Add("trunk.conv1.bias", 2);

    [Fact]
    public void A_missing_weight_is_named_with_its_neighbours() =>
        Should.Throw<KeyNotFoundException>(() => weights["trunk.conv2.weight"]).Message.ShouldBe(
            "There is no weight 'trunk.conv2.weight' among 3; the nearest names are 'trunk.conv1.weight', 'trunk.conv1.bias'.");

    [Fact]
    public void A_missing_weight_without_neighbours_is_named() =>
        Should.Throw<KeyNotFoundException>(() => weights["x"]).Message.ShouldBe("There is no weight 'x' among 3, nor one of a similar name.");

    [Fact]
    public void A_name_is_taken_once() =>
        Should.Throw<ArgumentException>(() => weights.Add("trunk.conv1.weight", 3)).Message.ShouldStartWith("There is already a weight 'trunk.conv1.weight'.");

    [Fact]
    public void Names_keep_their_order() => weights.Names.ShouldBe(["trunk.conv1.weight", "trunk.layer1.0.conv1.weight", "trunk.conv1.bias"]);
}
