namespace MtlDsl.Models.Tests;

/// <summary>
/// Documents, or parts of them, that follow from the code. A test holds them to it; with MTLDSL_WRITE_DOCUMENTS=1 in the environment it
/// writes them instead.
/// </summary>
internal static class GeneratedDocument
{
    private static readonly bool writes = Environment.GetEnvironmentVariable("MTLDSL_WRITE_DOCUMENTS") == "1";

    /// <summary>A whole file.</summary>
    public static void Hold(string path, string expected)
    {
        var file = Path.Combine(Repository.Root, path);
        if (writes)
            File.WriteAllText(file, expected);
        File.Exists(file).ShouldBeTrue($"{path} is missing");
        File.ReadAllText(file).ReplaceLineEndings("\n").ShouldBe(expected, $"{path} is out of date: run this test with MTLDSL_WRITE_DOCUMENTS=1");
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
