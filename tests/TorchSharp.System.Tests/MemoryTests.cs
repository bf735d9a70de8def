using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class MemoryTests : IDisposable
{
    private readonly int _threads = get_num_threads();

    /// <summary>Networks this small only wait for each other on several threads.</summary>
    public MemoryTests() => set_num_threads(1);

    public void Dispose() => set_num_threads(_threads);

    [Fact]
    public void A_thousand_training_steps_leave_no_tensor_behind()
    {
        using Sequential net = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.ReLU(inplace: true), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(2, 2));
        using AdamW optimiser = optim.AdamW(net.parameters(), 0.01, amsgrad: true);
        using Tensor x = randn(2, 1, 5, 5), y = tensor(new long[] { 0, 1 });
        Train(net, optimiser, x, y, 5);
        long before = LiveTensors.Count();
        Train(net, optimiser, x, y, 1000);
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public void The_finalizer_frees_what_nobody_disposed()
    {
        long before = LiveTensors.Count();
        Forget();
        LiveTensors.Count().ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public void The_peak_is_remembered()
    {
        using Tensor a = ones(1), b = ones(1);
        Tensor.PeakCount.ShouldBeGreaterThanOrEqualTo(Tensor.TotalCount);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        for (int i = 0; i < 100; i++) _ = ones(10);
    }

    private static void Train(Sequential net, optim.Optimizer optimiser, Tensor x, Tensor y, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimiser.zero_grad();
            nn.functional.cross_entropy(net.call(x), y).backward();
            nn.utils.clip_grad_norm_(net.parameters(), 1);
            optimiser.step();
        }
    }
}
