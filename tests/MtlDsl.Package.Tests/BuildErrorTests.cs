using System.Text.RegularExpressions;

namespace MtlDsl.Package.Tests;

/// <summary>What a build says that cannot lead to a program that runs.</summary>
[Collection(nameof(PackedRepository))]
public sealed partial class BuildErrorTests(PackedRepository packed)
{
    [SkippableFact]
    public void A_program_that_trains_without_a_libtorch_is_told_the_line_to_add()
    {
        var project = packed.New("Lacking", "mtldsl").Change(text => Without(text, "libtorch-cpu-"));

        var build = project.Run("build");

        build.ExitCode.ShouldNotBe(0);
        Add(project, Reference().Match(build.Output.Split('\n').First(line => line.Contains("error MTL9001"))).Value);
        project.Target("PrepareForBuild").Succeeded();
    }

    [SkippableFact]
    public void A_program_that_predicts_without_an_ONNX_Runtime_is_told_the_line_to_add()
    {
        var project = packed.New("Lacking", "mtldsl-board", "--network", "N.A", "--declaration", "A.cs").Change(text => Without(text, "Microsoft.ML.OnnxRuntime"));

        var build = project.Run("build");

        build.ExitCode.ShouldNotBe(0);
        Add(project, Reference().Match(build.Output.Split('\n').First(line => line.Contains("error MTL9002"))).Value);
        project.Target("PrepareForBuild").Succeeded();
    }

    [SkippableFact]
    public void A_program_that_finds_its_own_native_libraries_is_not_held_up()
    {
        var project = packed.New("Own", "mtldsl").Change(text => Without(Without(text, "libtorch-cpu-"), "Microsoft.ML.OnnxRuntime"));

        project.Target("PrepareForBuild", "-p:MtlDslOwnLibTorch=true", "-p:MtlDslOwnOnnxRuntime=true").Succeeded();
    }

    [SkippableFact]
    public void Only_the_build_of_a_program_is_held_up()
    {
        var project = packed.New("Lacking", "mtldsl").Change(text => Without(Without(text, "libtorch-cpu-"), "Microsoft.ML.OnnxRuntime"));

        project.Target("PrepareForBuild", "-p:OutputType=Library").Succeeded();
        project.Target("PrepareForBuild", "-p:DesignTimeBuild=true").Succeeded();
        project.Run("clean").Succeeded();
    }

    [SkippableFact]
    public void A_compiler_that_cannot_load_the_generator_is_named()
    {
        var project = packed.New("Old", "mtldsl");

        var build = project.Run("build", "-p:CompilerApiVersion=roslyn4.8");

        build.ExitCode.ShouldNotBe(0);
        build.Output.ShouldContain("error MTL9000");
        build.Output.ShouldContain("Roslyn 4.8");
        build.Output.ShouldNotContain("error CS");
    }

    private static void Add(UserProject project, string line) =>
        project.Change(text => text.Replace("</Project>", $"<ItemGroup>{line}</ItemGroup></Project>"));

    private static string Without(string project, string package) =>
        string.Join('\n', project.Split('\n').Where(line => !line.Contains($"<PackageReference Include=\"{package}")));

    [GeneratedRegex("<PackageReference [^>]+>")]
    private static partial Regex Reference();
}
