using MtlDsl.Training.Tests.Checkpoints;
using MtlDsl.Training.Tests.Distributed;

namespace MtlDsl.Training.Tests;

/// <summary>The program that this assembly is when a test starts it by itself.</summary>
internal static class TestProgram
{
    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["write", var path]:
                CheckpointWriter.Run(path);
                return 0;
            case ["rank", var part, .. var rest]:
                return RankProgram.Run(part, rest);
            default:
                Console.Error.WriteLine("This program is started by the tests.");
                return 2;
        }
    }
}
