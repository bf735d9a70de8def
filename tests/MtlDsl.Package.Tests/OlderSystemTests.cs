using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MtlDsl.Package.Tests;

/// <summary>
/// TorchSharp's library for Linux demands a symbol version that Debian 12 and Ubuntu 22.04 do not have. The output gets a copy that does
/// without, and the package's own file stays as it is.
/// </summary>
[Collection(nameof(PackedRepository))]
public sealed class OlderSystemTests(PackedRepository packed)
{
    private const string Library = "libLibTorchSharp.so";
    private const string Weak = "-p:MtlDslWeakSymbolVersion=true";

    private const string Runtime = "linux-x64";

    [SkippableFact]
    public void The_copy_has_the_version_marked_as_weak_and_differs_in_nothing_else()
    {
        RequireLinux();
        var project = packed.New("Older", "mtldsl");
        var original = Asset(project, "-p:MtlDslWeakSymbolVersion=false");
        var before = File.ReadAllBytes(original);

        var copy = Asset(project, Weak);

        copy.ShouldStartWith(project.Folder);
        File.ReadAllBytes(original).AsSpan().SequenceEqual(before).ShouldBeTrue();
        var bytes = File.ReadAllBytes(copy);
        bytes.Length.ShouldBe(before.Length);
        bytes.Where((value, i) => value != before[i]).ShouldBe([(byte)2]);
        Versions(original).ShouldContain(line => line.Contains("GLIBCXX_3.4.32") && line.Contains("Flags: none"));
        Versions(copy).ShouldContain(line => line.Contains("GLIBCXX_3.4.32") && line.Contains("Flags: WEAK"));
    }

    [SkippableFact]
    public void The_build_says_so_once()
    {
        RequireLinux();
        var project = packed.New("Older", "mtldsl");

        var first = project.Target("PrepareForBuild", Weak).Succeeded();
        var second = project.Target("PrepareForBuild", Weak).Succeeded();

        first.Output.Split('\n').Count(line => line.Contains($"{Library} needs GLIBCXX_3.4.32")).ShouldBe(1);
        second.Output.ShouldNotContain("GLIBCXX_3.4.32");
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_published_program_gets_the_copy(bool forOneSystem)
    {
        RequireLinux();
        var project = packed.New("Older", "mtldsl");
        string[] runtime = forOneSystem ? [$"-p:RuntimeIdentifier={Runtime}", "-p:SelfContained=false"] : [];

        var published = project.Items("ComputeResolvedFilesToPublishList", "ResolvedFileToPublish", [Weak, .. runtime])[Library];

        published.ShouldHaveSingleItem().ShouldStartWith(project.Folder);
    }

    [SkippableFact]
    public void Whether_this_machine_needs_it_is_found_out()
    {
        RequireLinux();
        var project = packed.New("Older", "mtldsl");
        var needed = File.ReadAllBytes(StandardLibrary()).AsSpan().IndexOf("GLIBCXX_3.4.32\0"u8) < 0;

        Asset(project).StartsWith(project.Folder, StringComparison.Ordinal).ShouldBe(needed);
        packed.Program.Log.Contains($"{Library} needs GLIBCXX_3.4.32").ShouldBe(needed);
    }

    // Asked of the loader, which knows better than a list of folders.
    private static string StandardLibrary()
    {
        _ = NativeLibrary.Load("libstdc++.so.6");
        return File.ReadLines("/proc/self/maps").Select(line => line[(line.LastIndexOf(' ') + 1)..]).First(path => path.Contains("libstdc++.so"));
    }

    // Where the library comes from that a build copies to the output.
    private static string Asset(UserProject project, params string[] options) =>
        project.Items("PrepareForBuild", "RuntimeTargetsCopyLocalItems", options)[Library].ShouldHaveSingleItem();

    private static string[] Versions(string library)
    {
        try
        {
            using var readelf = Process.Start(new ProcessStartInfo("readelf", ["--version-info", "--wide", library]) { RedirectStandardOutput = true })!;
            return readelf.StandardOutput.ReadToEnd().Split('\n');
        }
        catch (Win32Exception)
        {
            throw new SkipException("There is no readelf (binutils) to read the copy with.");
        }
    }

    private static void RequireLinux() =>
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture is Architecture.X64, "This machine is not linux-x64.");
}
