using MtlDsl.Training.Tests.Checkpoints;

namespace MtlDsl.Training.Tests;

/// <summary>The program that this assembly is when a test starts it by itself.</summary>
internal static class TestProgram
{
    public static int Main(string[] args)
    {
        if (args is ["write", var path])
        {
            CheckpointWriter.Run(path);
            return 0;
        }
        Console.Error.WriteLine("This program is started by the tests.");
        return 2;
    }
}
