using System.Runtime.InteropServices;
using MtlDsl.Training.Distributed;
using MtlDsl.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Distributed.Tests;

/// <summary>What one rank sees of the collectives, against values known beforehand.</summary>
internal static class CollectiveChecks
{
    public static void Run(ProcessGroup group)
    {
        var all = Enumerable.Range(0, group.Size).ToList();
        using var scope = NewDisposeScope();

        var values = tensor(new[] { 1.0 + group.Rank, 10 * group.Rank });
        group.Sum(values);
        values.data<double>().ToArray().ShouldBe([all.Sum(rank => 1.0 + rank), all.Sum(rank => 10.0 * rank)]);

        var counts = tensor(new long[] { group.Rank, -group.Rank });
        group.Maximum(counts);
        counts.data<long>().ToArray().ShouldBe([group.Size - 1, 0]);

        Types(group);
        Should.Throw<NotSupportedException>(() => group.Sum(ones(2, dtype: ScalarType.Bool))).Message.ShouldContain("Bool");
        Should.Throw<ArgumentException>(() => group.Sum(ones(2, 3).t())).Message.ShouldContain("[3, 2]");
        group.Sum(zeros(0));

        double[] numbers = [group.Rank, 0.1];
        group.Broadcast(numbers);
        numbers.ShouldBe([0, 0.1]);
        group.Sum(numbers);
        numbers[1].ShouldBe(0.1 * group.Size, 1e-12);

        Buckets(group);
        Gradient(group);
        Memory(group);

        // What is wrong with the tensor itself is no other rank's fault.
        Should.Throw<ExternalException>(() => group.Together(() => throw new ExternalException("mat1 and mat2 shapes cannot be multiplied")));
        group.Barrier();
    }

    // Larger than what Gloo sends at once.
    private static void Types(ProcessGroup group)
    {
        foreach (var type in new[] { ScalarType.Byte, ScalarType.Int8, ScalarType.Int32, ScalarType.Int64, ScalarType.Float16, ScalarType.Float32, ScalarType.Float64 })
        {
            using var scope = NewDisposeScope();
            var values = (arange(3_000_000) % 20 + group.Rank).to(type);
            var wanted = (arange(3_000_000) % 20 * group.Size + group.Size * (group.Size - 1) / 2).to(type);
            group.Sum(values);
            values.equal(wanted).all().ToBoolean().ShouldBeTrue($"{type}");
        }
    }

    // Several types, layouts and sizes: more than one bucket, and one that is larger than a bucket.
    private static void Buckets(ProcessGroup group)
    {
        Tensor[] tensors =
        [
            arange(24, ScalarType.Float32).view(1, 2, 3, 4), TensorLayout.ToChannelsLast(arange(120, ScalarType.Float32).view(2, 3, 4, 5)),
            ones(4), ones(3, dtype: ScalarType.Float64), ones(8 << 20), zeros([0]), ones(5).requires_grad_(),
        ];
        var before = tensors.Select(item => item.detach().clone()).ToArray();
        using (no_grad())
            foreach (var item in tensors)
                item.mul_(group.Rank + 1);

        group.Average(tensors);
        var mean = (group.Size + 1) / 2.0;
        foreach (var (found, original) in tensors.Zip(before))
            found.detach().allclose(original * mean).ShouldBeTrue();
        tensors[1].is_contiguous().ShouldBeFalse();

        using (no_grad())
            tensors[1].mul_(group.Rank + 1);
        group.Broadcast(tensors);
        tensors[1].allclose(before[1] * mean).ShouldBeTrue();
    }

    // y = sum over ranks of x; the loss of rank r is (r + 1) sum(y^2), so the gradient of x is sum(r + 1) 2 y on every rank.
    private static void Gradient(ProcessGroup group)
    {
        var x = tensor(new[] { 0.5, 1.0 + group.Rank }).requires_grad_();
        var y = group.SumWithGradient(x);
        (y.square().sum() * (group.Rank + 1)).backward();
        x.grad!.allclose(y.detach() * 2 * (group.Size * (group.Size + 1) / 2)).ShouldBeTrue();
    }

    // A tensor of 64 KB left behind by each would come to over 100 MB.
    private static void Memory(ProcessGroup group)
    {
        Repeat(200);
        var (tensors, bytes) = (Tensor.TotalCount, Environment.WorkingSet);
        Repeat(2000);
        Tensor.TotalCount.ShouldBeLessThanOrEqualTo(tensors);
        (Environment.WorkingSet - bytes).ShouldBeLessThan(50L << 20);

        void Repeat(int times)
        {
            for (var i = 0; i < times; i++)
            {
                using var scope = NewDisposeScope();
                var x = ones(1 << 14).requires_grad_();
                group.Together(() => group.SumWithGradient(x).sum().backward());
            }
        }
    }
}
