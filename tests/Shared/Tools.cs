namespace MtlDsl.TestSupport;

/// <summary>Programs that this machine may have.</summary>
internal static class Tools
{
    /// <summary>Skips the test where a program is not on the path.</summary>
    public static void Require(string program) => Skip.IfNot(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))),
        $"There is no {program} on the path.");
}
