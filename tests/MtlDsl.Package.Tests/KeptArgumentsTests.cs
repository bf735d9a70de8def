namespace MtlDsl.Package.Tests;

/// <summary>
/// TorchSharp does not keep what libtorch still reads from the garbage collector. A program gets a copy that does, and the package's own file
/// stays as it is.
/// </summary>
[Collection(nameof(PackedRepository))]
public sealed class KeptArgumentsTests(PackedRepository packed)
{
    private const string Assembly = "TorchSharp.dll";

    [Theory]
    [InlineData("PrepareForBuild", "RuntimeCopyLocalItems")]
    [InlineData("PrepareForBuild;ComputeResolvedFilesToPublishList", "ResolvedFileToPublish")]
    public void The_output_and_what_is_published_get_the_copy(string target, string items)
    {
        var project = packed.New("Kept", "mtldsl");
        var original = project.Items(target, items, "-p:MtlDslKeepArguments=false")[Assembly].ShouldHaveSingleItem();
        var before = File.ReadAllBytes(original);

        var copy = project.Items(target, items)[Assembly].ShouldHaveSingleItem();

        original.ShouldNotStartWith(project.Folder);
        copy.ShouldStartWith(project.Folder);
        File.ReadAllBytes(original).AsSpan().SequenceEqual(before).ShouldBeTrue();
        File.ReadAllBytes(copy).AsSpan().SequenceEqual(before).ShouldBeFalse();
    }

    [Fact]
    public void The_build_says_so_once()
    {
        var project = packed.New("Kept", "mtldsl");

        var first = project.Target("PrepareForBuild").Succeeded();
        var second = project.Target("PrepareForBuild").Succeeded();

        first.Output.Split('\n').Count(line => line.Contains($"{Assembly} does not keep")).ShouldBe(1);
        second.Output.ShouldNotContain(Assembly);
    }

    [Fact]
    public void To_clean_makes_no_copy()
    {
        var project = packed.New("Kept", "mtldsl");
        project.Run("restore").Succeeded();

        project.Run("clean").Succeeded();

        Directory.GetFiles(project.Folder, Assembly, SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
