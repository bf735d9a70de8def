using System.Text.Json;

namespace MtlDsl.Package.Tests;

/// <summary>A project without the training package: the same declaration becomes the predictor alone.</summary>
[Collection(nameof(PackedRepository))]
public sealed class BoardTests(PackedRepository packed)
{
    [SkippableFact]
    public void It_has_no_torch()
    {
        var files = Directory.GetFiles(packed.Board.Output, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)!);

        files.ShouldContain("MtlDsl.Deployment.dll");
        files.ShouldNotContain(file => file.Contains("torch", StringComparison.OrdinalIgnoreCase));
        files.ShouldNotContain("MtlDsl.Training.dll");
    }

    [SkippableFact]
    public void It_runs_the_exported_network()
    {
        var picture = Path.Combine(Repository.Root, "docs", "images", "demo.jpg");

        packed.Board.Start(packed.Network, picture, "--provider", "Cpu", "--json", "seen.jsonl").Succeeded();

        var line = File.ReadLines(Path.Combine(packed.Board.Folder, "seen.jsonl")).ShouldHaveSingleItem();
        var heads = JsonDocument.Parse(line).RootElement.GetProperty("heads").EnumerateObject();
        heads.Select(head => head.Name).ShouldBe(["Objects", "Surfaces"], ignoreOrder: true);
    }

    [SkippableFact]
    public void A_shipped_trunk_does_not_bring_torch()
    {
        var project = packed.New("Shipped", "mtldsl-board", "--network", "Shipped.View", "--declaration", "../View.cs");
        project.Write("../View.cs", """
            using MtlDsl;
            using MtlDsl.Models;

            namespace Shipped;

            [MultitaskModel<SmallResNet>(Width = 256, Height = 256)]
            public partial class View
            {
                [FcnHead(SmallResNet.Stride16), PixelCrossEntropy]
                public partial SegmentationHead<SceneSurface> Surfaces { get; }
            }
            """);
        project.Change(text => text.Replace("</ItemGroup>\n\n", $"""
              <PackageReference Include="MtlDsl.Models" Version="{packed.Version}" ExcludeAssets="runtime" />
                <PackageReference Include="MtlDsl.Training" Version="{packed.Version}" ExcludeAssets="all" />
                <PackageReference Include="TorchSharp" Version="0.107.0" ExcludeAssets="all" />
              </ItemGroup>


            """));

        var copied = project.Items("ResolveReferences", "ReferenceCopyLocalPaths");
        project.Target("Compile", "-warnaserror").Succeeded();

        copied["MtlDsl.Deployment.dll"].ShouldNotBeEmpty();
        copied["TorchSharp.dll"].ShouldBeEmpty();
        copied["MtlDsl.Models.dll"].ShouldBeEmpty();
        copied["libLibTorchSharp.so"].ShouldBeEmpty();
    }
}
