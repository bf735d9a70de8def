namespace MtlDsl.Generators.Tests;

/// <summary>
/// What is generated, to be read by people: one file of each kind, for a network as small as can be.
/// </summary>
public class SnapshotTests
{
    private const int LongestFile = 150;

    private static readonly string folder = Path.Combine("tests", "MtlDsl.Generators.Tests", "Approved");

    private static readonly Lazy<IReadOnlyDictionary<string, string>> generated = new(() => Host.Generate(Host.Declare("""
        /// <summary>Two stages.</summary>
        [Trunk] public enum Backbone { [Conv(16, Stride = 4)] Fine, [Conv(32, Stride = 2), MaxPool(3, Stride = 2)] Coarse }

        /// <summary>Two classes.</summary>
        public enum Surface { [Color(1, 2, 3)] Ground, [Color(4, 5, 6)] Water }

        /// <summary>A network.</summary>
        [MultitaskModel<Backbone>(Width = 64, Height = 32)]
        public partial class Tiny
        {
            [FcnHead(Backbone.Coarse, Skip = [Backbone.Fine]), PixelCrossEntropy] public partial SegmentationHead<Surface> Surfaces { get; }
        }

        /// <summary>A data set.</summary>
        [PascalVoc<Tiny>, Label("lake", Surface.Water), RandomFlip] public partial class TinyData;
        """)).Sources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()));

    [Theory]
    [InlineData("Tiny.g.cs")]
    [InlineData("Tiny.Trunk.g.cs")]
    [InlineData("Tiny.Surfaces.g.cs")]
    [InlineData("Tiny.Losses.g.cs")]
    [InlineData("Tiny.Onnx.g.cs")]
    [InlineData("Tiny.Predictor.g.cs")]
    [InlineData("TinyData.g.cs")]
    public void A_file_is_as_it_was_approved(string name)
    {
        GeneratedDocument.Hold(Path.Combine(folder, name + ".txt"), generated.Value[name]);
        generated.Value[name].Split('\n').Length.ShouldBeLessThan(LongestFile);
    }
}
