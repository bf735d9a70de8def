namespace MtlDsl.Distributed.Tests;

/// <summary>How the native part comes about, in processes of their own with a cache folder of their own.</summary>
[Collection("torch")]
public sealed class GlooLibraryTests : IDisposable
{
    private readonly TemporaryFolder cache = new();

    public void Dispose() => cache.Dispose();

    [SkippableFact]
    public void Ranks_compile_it_at_once_and_keep_it()
    {
        Ranks.Run(2, Environment(), "collectives");

        var library = cache.Files.ShouldHaveSingleItem();
        library.ShouldMatch("^gloo-[0-9a-f]{16}\\.so$");
        // Nothing is left to be compiled.
        Ranks.Run(1, Environment(compiler: "no-such-compiler"), "prepare");

        // As from an upgrade of the system.
        File.WriteAllText(Path.Combine(cache["mtldsl"], library), "no library");
        Ranks.Run(2, Environment(), "collectives");
    }

    [SkippableFact]
    public void A_missing_compiler_is_named() => Fault(Environment(compiler: "no-such-compiler")).ShouldContain(
        "Several processes train together over Gloo, and its native part is missing: there is no compiler no-such-compiler; install");

    [SkippableFact]
    public void What_the_compiler_misses_is_named()
    {
        var compiler = cache["compiler"];
        File.WriteAllText(compiler, "#!/bin/sh\necho \"$1:8:10: fatal error: gloo/allreduce.h: No such file or directory\" >&2\nexit 1\n");
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(compiler, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Fault(Environment(compiler)).ShouldContain("could not build it (gloo/allreduce.h: No such file or directory); install");
    }

    [SkippableFact]
    public void A_folder_that_cannot_be_written_to_is_named()
    {
        var environment = Environment();
        environment["XDG_CACHE_HOME"] = "/dev/null";

        Fault(environment).ShouldContain("cannot be built in /dev/null/mtldsl");
    }

    private static string Fault(Dictionary<string, string> environment)
    {
        using var rank = new Ranks(1, environment, "prepare");
        var (exitCode, error) = rank.End(0);
        exitCode.ShouldBe(1);
        return error;
    }

    private Dictionary<string, string> Environment(string? compiler = null)
    {
        var environment = new Dictionary<string, string> { ["XDG_CACHE_HOME"] = cache.FullName };
        if (compiler is not null)
            environment["CXX"] = compiler;
        return environment;
    }
}
