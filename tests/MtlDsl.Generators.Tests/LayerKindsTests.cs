using MtlDsl.Generators.Layers;

namespace MtlDsl.Generators.Tests;

public class LayerKindsTests
{
    [Fact]
    public void Every_layer_attribute_is_read_and_nothing_else() =>
        typeof(LayerAttribute).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
            .Select(type => type.Name.Split('`')[0]).ShouldBe(LayerKinds.All.Keys, ignoreOrder: true);
}
