namespace MtlDsl.Distributed.Tests;

/// <summary>The program that this assembly is when a test starts it by itself.</summary>
internal static class TestProgram
{
    public static int Main(string[] args)
    {
        if (args is ["rank", var part, .. var rest])
            return RankProgram.Run(part, rest);
        Console.Error.WriteLine("This program is started by the tests.");
        return 2;
    }
}
