using System.Text.Json;

namespace MtlDsl.Package.Tests;

/// <summary>The program of <c>dotnet new mtldsl</c>: it is built without a warning (which the build takes for errors), and it works.</summary>
[Collection(nameof(PackedRepository))]
public sealed class TemplateTests(PackedRepository packed)
{
    private static readonly string picture = Path.Combine(Repository.Root, "docs", "images", "demo.jpg");

    [SkippableFact]
    public void It_trains_exports_and_predicts()
    {
        File.Exists(packed.Network).ShouldBeTrue();

        packed.Program.Start("predict", picture, "--out", "seen").Succeeded();

        Directory.GetFiles(Path.Combine(packed.Program.Folder, "seen")).ShouldNotBeEmpty();
    }

    [SkippableFact]
    public void Of_the_native_libraries_only_those_of_this_machine_are_copied() =>
        Directory.GetFiles(packed.Program.Output, "*torch_cpu.*", SearchOption.AllDirectories).Length.ShouldBe(1);

    [SkippableFact]
    public void The_trunks_of_MtlDsl_Models_can_be_named()
    {
        var project = packed.New("Larger", "mtldsl");
        project.Write("Network.cs", """
            using MtlDsl;
            using MtlDsl.Models;

            namespace Larger;

            [MultitaskModel<MobileNetV2>(Width = 256, Height = 256)]
            public partial class AerialView
            {
                [FcnHead(MobileNetV2.Stride32, Skip = [MobileNetV2.Stride16])]
                [PixelCrossEntropy]
                public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """);

        project.Target("Compile", "-warnaserror").Succeeded();
    }

    [SkippableTheory]
    [InlineData("cpu", "Microsoft.ML.OnnxRuntime")]
    [InlineData("cuda", "Microsoft.ML.OnnxRuntime.Gpu")]
    public void The_device_chooses_the_native_packages(string device, string runtime)
    {
        var project = packed.New("Chosen", "mtldsl", "--device", device);

        var references = JsonDocument.Parse(project.Run("msbuild", "-getItem:PackageReference").Succeeded().Output)
            .RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
            .ToDictionary(item => item.GetProperty("Identity").GetString()!, item => item.GetProperty("Version").GetString());

        references.Keys.ShouldContain(runtime);
        references.Keys.Count(id => id.StartsWith("libtorch-cpu-", StringComparison.Ordinal)).ShouldBe(device == "cpu" ? 1 : 0);
        references.Keys.Count(id => id.StartsWith("TorchSharp-cuda-", StringComparison.Ordinal)).ShouldBe(device == "cuda" ? 1 : 0);
        references["MtlDsl.App"].ShouldBe(packed.Version);
    }

    [SkippableFact]
    public void A_name_that_is_no_identifier_becomes_one_in_the_sources()
    {
        var project = packed.New("my-net.2", "mtldsl");

        File.ReadAllText(Path.Combine(project.Folder, "Network.cs")).ShouldContain("namespace my_net._2;");
    }

    [SkippableFact]
    public void Nothing_of_the_settings_of_this_repository_reaches_a_project()
    {
        const string properties = "-getProperty:TreatWarningsAsErrors,Authors,Company,Version,Copyright,PackageLicenseExpression,PackageProjectUrl,"
            + "ManagePackageVersionsCentrally,LangVersion,AllowUnsafeBlocks,AnalysisLevel,EnforceCodeStyleInBuild,IsPackable,GenerateDocumentationFile,"
            + "CreateHardLinksForCopyLocalIfPossible,SatelliteResourceLanguages,RepositoryRoot,ArtifactsRoot,PathMap,TorchSharpVersion,NoWarn,WarningsAsErrors";
        var with = packed.New("Plain", "mtldsl");
        var without = packed.Project(packed.Empty(), "Plain");
        without.Write("Plain.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            """);
        with.Run("restore").Succeeded();
        without.Run("restore").Succeeded();

        with.Run("msbuild", properties).Succeeded().Output.ShouldBe(without.Run("msbuild", properties).Succeeded().Output);
    }
}
