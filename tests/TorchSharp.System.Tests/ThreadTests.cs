using static TorchSharp.torch;

namespace TorchSharp.Tests;

public class ThreadTests
{
    [Fact]
    public void Many_threads_make_and_dispose_tensors_at_once()
    {
        long before = LiveTensors.Count();
        double[] sums = new double[16];
        Parallel.For(0, sums.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            for (int i = 0; i < 200; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor x = full([4, 4], worker + 1.0);
                Tensor y = cat([x, x.t(), tensor(new[] { 1f, 2f, 3f, 4f }).unsqueeze(0)]).matmul(eye(4));
                sums[worker] += y.sum().item<float>();
            }
        });
        for (int worker = 0; worker < sums.Length; worker++) sums[worker].ShouldBe(200 * (32 * (worker + 1) + 10));
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public void Threads_train_their_own_networks_at_once()
    {
        float[] losses = new float[4];
        Parallel.For(0, losses.Length, worker =>
        {
            using DisposeScope scope = NewDisposeScope();
            using Tensor w = zeros(3, requires_grad: true);
            Tensor target = tensor(new[] { 1f, 2f, 3f });
            for (int i = 0; i < 50; i++)
            {
                Tensor loss = (w - target).pow(2).sum();
                loss.backward();
                using (no_grad()) w.sub_(w.grad! * 0.1);
                w.grad = null;
                losses[worker] = loss.item<float>();
            }
        });
        losses.ShouldAllBe(loss => loss < 1e-6f);
    }

    [Fact]
    public void Another_thread_may_dispose_what_is_in_a_scope()
    {
        long before = LiveTensors.Count();
        using (NewDisposeScope())
        {
            Tensor[] made = [.. Enumerable.Range(0, 2000).Select(_ => ones(1))];
            var disposing = new Thread(() => Array.ForEach(made, each => each.Dispose()));
            disposing.Start();
            for (int i = 0; i < 2000; i++) _ = ones(1);
            disposing.Join();
        }
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(before);
    }

    [Fact]
    public void Recording_is_switched_per_thread()
    {
        using IDisposable quiet = no_grad();
        is_grad_enabled().ShouldBeFalse();
        bool elsewhere = false;
        var thread = new Thread(() => elsewhere = is_grad_enabled());
        thread.Start();
        thread.Join();
        elsewhere.ShouldBeTrue();
    }

    [SkippableFact]
    public void As_many_threads_as_processors_unless_told_otherwise()
    {
        Skip.If(Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is { Length: > 0 }, "OMP_NUM_THREADS is set.");
        int before = get_num_threads();
        before.ShouldBe(Environment.ProcessorCount);
        set_num_threads(1);
        get_num_threads().ShouldBe(1);
        set_num_threads(before);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => set_num_threads(0));
    }
}
