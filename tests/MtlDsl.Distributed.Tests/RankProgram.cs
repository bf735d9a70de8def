using MtlDsl.Training.Distributed;
using TorchSharp;

namespace MtlDsl.Distributed.Tests;

/// <summary>What one rank of a test does. It ends with 0, or with another code and the fault in its error output.</summary>
internal static class RankProgram
{
    /// <summary>The exit code of a rank that ends for another's sake.</summary>
    public const int Left = 3;

    public static int Run(string part, string[] arguments)
    {
        torch.set_num_threads(1);
        try
        {
            using var group = ProcessGroups.FromEnvironment();
            switch (part)
            {
                case "train":
                    TrainingChecks.Run(group, arguments[0], arguments[1..]);
                    break;
                case "collectives":
                    CollectiveChecks.Run(group!);
                    break;
                case "losses":
                    LossChecks.Run(group!);
                    break;
                case "gradients":
                    GradientChecks.Run(group!, arguments[0]);
                    break;
                case "fail":
                    Fail(group!, arguments[0]);
                    break;
                case "wait":
                    Wait(group!);
                    break;
            }
            return 0;
        }
        catch (DistributedException error)
        {
            Console.Error.WriteLine(error.Message);
            return Left;
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error);
            return 1;
        }
    }

    // One rank finds a fault; the others learn of it in the call that they wait in.
    private static void Fail(ProcessGroup group, string failing)
    {
        group.Barrier();
        if (failing == $"{group.Rank}")
        {
            group.Fail("the image a.jpg is broken.");
            throw new InvalidOperationException("broken");
        }
        group.Barrier();
    }

    // Goes on until it is killed, or another rank is.
    private static void Wait(ProcessGroup group)
    {
        group.Barrier();
        Console.WriteLine("ready");
        using var ones = torch.ones(1000);
        for (;;)
            group.Sum(ones);
    }
}
