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
            switch (part)
            {
                // Without a group.
                case "prepare":
                    ProcessGroups.Prepare();
                    return 0;
                case "nccl":
                    NcclChecks.Run(RankSettings.FromEnvironment()!);
                    return 0;
            }
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
                case "leave":
                    LeaveBeforeBackward(group!);
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

    // The other rank learns of it inside of libtorch's backward pass, through which no exception may go.
    private static void LeaveBeforeBackward(ProcessGroup group)
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones(3).requires_grad_();
        var y = group.SumWithGradient(group.SumWithGradient(x));
        if (group.Rank == 1)
            Environment.Exit(1);
        group.Together(() => y.sum().backward());
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
