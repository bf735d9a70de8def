using MtlDsl.Training.Distributed;
using TorchSharp;

namespace MtlDsl.Training.Tests.Distributed;

/// <summary>What one rank of a test does. It ends with 0, or with 1 and the fault in its error output.</summary>
internal static class RankProgram
{
    private static readonly Dictionary<string, Action<ProcessGroup, string[]>> parts = new()
    {
        ["collectives"] = (group, _) => CollectiveChecks.Run(group),
        ["losses"] = (group, _) => LossChecks.Run(group),
        ["gradients"] = (group, arguments) => GradientChecks.Run(group, arguments[0]),
        ["fail"] = Fail,
        ["wait"] = Wait,
    };

    public static int Run(string part, string[] arguments)
    {
        torch.set_num_threads(1);
        try
        {
            using var group = ProcessGroup.FromEnvironment()!;
            parts[part](group, arguments);
            return 0;
        }
        catch (DistributedException error)
        {
            Console.Error.WriteLine(error.Message);
            return 3;
        }
        catch (Exception error)
        {
            Console.Error.WriteLine(error);
            return 1;
        }
    }

    // One rank finds a fault; the others learn of it in the call that they wait in.
    private static void Fail(ProcessGroup group, string[] arguments)
    {
        group.Barrier();
        if (arguments[0] == $"{group.Rank}")
        {
            group.Fail("the image a.jpg is broken.");
            throw new InvalidOperationException("broken");
        }
        group.Barrier();
    }

    // Goes on until it is killed, or another rank is.
    private static void Wait(ProcessGroup group, string[] arguments)
    {
        group.Barrier();
        Console.WriteLine("ready");
        using var ones = torch.ones(1000);
        for (;;)
            group.Sum(ones);
    }
}
