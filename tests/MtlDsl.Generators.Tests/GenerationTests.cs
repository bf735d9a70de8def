using Microsoft.CodeAnalysis;

namespace MtlDsl.Generators.Tests;

public class GenerationTests
{
    [Fact]
    public void The_shipped_models_compile_without_a_warning()
    {
        var (_, sources) = Host.Generate(Host.Compile(Host.Models));
        sources.ShouldContain(s => s.HintName == "MtlDsl.Models.VocMultitask.Trunk.g.cs");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void They_compile_whatever_the_projects_options(bool nullable, bool overflow) =>
        Host.Generate(Host.Compile(Host.Models, options: Host.Options.WithOverflowChecks(overflow).WithNullableContextOptions(nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable)));

    [Fact]
    public void Without_the_training_assembly_no_torch_is_generated()
    {
        var (_, sources) = Host.Generate(Host.Compile(Host.Models, Host.Board));
        sources.ShouldContain(s => s.HintName == "MtlDsl.Models.VocMultitask.Predictor.g.cs");
        sources.ShouldAllBe(s => !s.SourceText.ToString().Contains("TorchSharp"));
    }

    [Fact]
    public void Declarations_in_odd_places_compile()
    {
        var (output, _) = Host.Generate(Host.Compile([.. Host.Models, """
            namespace Outer.@namespace
            {
                public class Tensor { }
                public class System { }
                public partial class Host
                {
                    public partial record Inner
                    {
                        [MultitaskModel<SmallResNet>(Width = 64, Height = 48)]
                        internal sealed partial class Größe
                        {
                            [FcnHead(SmallResNet.Stride16)]
                            [PixelCrossEntropy]
                            public partial SegmentationHead<SceneSurface> @class { get; }
                        }
                    }
                }
            }
            """, """
            [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
            public partial class Global
            {
                [SsdHead, DetectAt(SmallResNet.Stride8, Sizes = new double[] { 8 }), MultiBoxLoss]
                public partial DetectionHead<SceneObject> Objects { get; }
            }
            """]));
        output.GetTypeByMetadataName("Global").ShouldNotBeNull();
    }

    [Fact]
    public void Each_head_owns_the_stages_after_the_split()
    {
        var (_, sources) = Host.Generate(Host.Compile([.. Host.Models, """
            [MultitaskModel<ResNet50>(Width = 300, Height = 300), SplitAfter(ResNet50.Res4f)]
            public partial class Late
            {
                [FcnHead(ResNet50.Res5c, Skip = [ResNet50.Res4f]), PixelCrossEntropy]
                public partial SegmentationHead<VocClass> Segmentation { get; }

                [SsdHead, DetectAt(SsdExtras.Res6b, MinSize = 30), MultiBoxLoss]
                public partial DetectionHead<VocObject> Detection { get; }
            }
            """]));
        Text("Late.Trunk.g.cs").ShouldNotContain("layer4");
        Text("Late.Segmentation.g.cs").ShouldContain("register_module(\"layer4\"");
        Text("Late.Detection.g.cs").ShouldContain("register_module(\"layer4\"");

        string Text(string name) => sources.Single(s => s.HintName == name).SourceText.ToString();
    }
}
