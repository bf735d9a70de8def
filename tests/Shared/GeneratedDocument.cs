namespace MtlDsl.TestSupport;

/// <summary>
/// Files, or parts of them, that follow from the code. A test holds them to it; with MTLDSL_RENEW=1 in the environment, which is what
/// <c>tests/update-snapshots.sh</c> sets, it writes them instead.
/// </summary>
internal static class GeneratedDocument
{
    private static readonly bool writes = Environment.GetEnvironmentVariable("MTLDSL_RENEW") == "1";

    /// <summary>A whole file.</summary>
    public static void Hold(string path, string expected)
    {
        var file = Path.Combine(Repository.Root, path);
        if (writes)
            File.WriteAllText(file, expected);
        File.Exists(file).ShouldBeTrue($"{path} is missing");
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(expected, $"{path} is not what the code gives now; if the code is right, run tests/update-snapshots.sh and review the change");
    }

    /// <summary>What stands between the comments <c>name</c> and <c>end of name</c>.</summary>
    public static void Hold(string path, string name, string expected)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");
        var (start, end) = ($"<!-- {name} -->\n", $"<!-- end of {name} -->");
        page.ShouldContain(start);
        page.ShouldContain(end);
        var (from, to) = (page.IndexOf(start, StringComparison.Ordinal) + start.Length, page.IndexOf(end, StringComparison.Ordinal));
        Hold(path, page[..from] + expected + page[to..]);
    }
}
