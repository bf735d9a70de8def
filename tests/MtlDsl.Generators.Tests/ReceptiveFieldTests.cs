using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;

namespace MtlDsl.Generators.Tests;

/// <summary>
/// Receptive fields against those published in "Computing Receptive Fields of Convolutional Neural Networks" (Araujo, Norris and Sim,
/// Distill 2019), appendix.
/// </summary>
public class ReceptiveFieldTests
{
    [Theory]
    [InlineData("alexnet_v2", 195, """
        [Conv(64, Kernel = 11, Stride = 4, Padding = 0), MaxPool(3, Stride = 2), Conv(192, Kernel = 5), MaxPool(3, Stride = 2),
         Conv(384), Conv(384), Conv(256), MaxPool(3, Stride = 2)]
        """)]
    [InlineData("vgg_16", 212, """
        [Conv(64), Conv(64), MaxPool(2, Stride = 2), Conv(128), Conv(128), MaxPool(2, Stride = 2), Conv(256), Conv(256), Conv(256), MaxPool(2, Stride = 2),
         Conv(512), Conv(512), Conv(512), MaxPool(2, Stride = 2), Conv(512), Conv(512), Conv(512), MaxPool(2, Stride = 2)]
        """)]
    [InlineData("mobilenet_v1", 315, """
        [Conv(32, Stride = 2), Conv(32, Groups = 32), Conv(64, Kernel = 1), Conv(64, Stride = 2, Groups = 64), Conv(128, Kernel = 1),
         Conv(128, Groups = 128), Conv(128, Stride = 2, Groups = 128), Conv(256, Kernel = 1), Conv(256, Groups = 256), Conv(256, Stride = 2, Groups = 256),
         Conv(512, Kernel = 1), Conv(512, Groups = 512), Conv(512, Groups = 512), Conv(512, Groups = 512), Conv(512, Groups = 512), Conv(512, Groups = 512),
         Conv(512, Stride = 2, Groups = 512), Conv(1024, Kernel = 1), Conv(1024, Groups = 1024)]
        """)]
    [InlineData("resnet_v1_50", 483, """
        [Conv(64, Kernel = 7, Stride = 2), MaxPool(3, Stride = 2), Bottleneck(Width = 64, Blocks = 3),
         Bottleneck(Width = 128, Blocks = 4, Stride = 2, StrideOn = StridePlacement.Reduction),
         Bottleneck(Width = 256, Blocks = 6, Stride = 2, StrideOn = StridePlacement.Reduction),
         Bottleneck(Width = 512, Blocks = 3, Stride = 2, StrideOn = StridePlacement.Reduction)]
        """)]
    public void A_published_network_sees_what_is_published(string network, int published, string layers) => Last(layers).ShouldBe(published, network);

    [Theory]
    // Each dilated kernel of 3 reaches its dilation to both sides.
    [InlineData("[Conv(16, Dilation = 2), Conv(16, Dilation = 4)]", 1 + 4 + 8)]
    // A mean over the map sees all of it: 16 cells, 16 pixels apart, and what the first kernel adds around a cell.
    [InlineData("[Conv(16, Kernel = 17, Stride = 16), GlobalAveragePool]", 15 * 16 + 17)]
    // A projected shortcut sees less than the main path.
    [InlineData("[BasicBlock(Width = 16, Stride = 2)]", 3 + 2 * 2)]
    public void Every_kind_of_window_counts(string layers, int expected) => Last(layers).ShouldBe(expected);

    private static int Last(string layers) => Declared.Lower($$"""
        [Trunk] public enum Sample { {{layers}} Last }
        [MultitaskModel<Sample>(Width = 256, Height = 256)]
        public partial class Net
        {
            [FcnHead(Sample.Last), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
        }
        """).Trunk.Single().ReceptiveField;
}

/// <summary>Networks as the generator sees them.</summary>
internal static class Declared
{
    /// <summary>The network "Net" of a source.</summary>
    public static Network Lower(string source)
    {
        var type = Host.Compile([.. Host.Models, source]).GetTypeByMetadataName("Net").ShouldNotBeNull();
        var (declaration, findings) = ModelParser.Parse(type, new OriginTable(Location.None), CancellationToken.None);
        findings.ShouldBeEmpty();
        return Lowering.Lower(declaration.Model.ShouldNotBeNull()).Network.ShouldNotBeNull();
    }
}
